'use strict';
// Beside each code of the claim's page, a button that copies it.
for (const code of document.querySelectorAll('.copy-code textarea')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.setAttribute('aria-describedby', code.id);
  const told = document.createElement('span');
  told.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code.value);
      told.textContent = ' Copied.';
    } catch {
      // A page that is not reached by https has no clipboard.
      code.focus();
      code.select();
      told.textContent = ' Selected: copy it with Ctrl-C.';
    }
  });
  code.after(button, told);
}
