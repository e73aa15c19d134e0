/** What an answer holds: a test looks into it and asserts what it finds. */
export type Json = ReturnType<typeof JSON.parse>;
