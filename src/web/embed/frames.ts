/** No frame gets higher, whatever it says. */
const mostPixels = 20_000;

/** Makes each `<iframe data-sayso>` as high as what it shows. A message counts only for the frame that sent it. */
export function followFrames(host: Window): void {
  const frames = () => host.document.querySelectorAll<HTMLIFrameElement>('iframe[data-sayso]');
  host.addEventListener('message', ({ data, source }: MessageEvent<unknown>) => {
    const { type, height } = (data ?? {}) as { type?: unknown; height?: unknown };
    if (type !== 'sayso:height' || typeof height !== 'number' || !(height > 0)) return;
    for (const frame of frames()) {
      if (frame.contentWindow === source) frame.style.height = `${Math.min(Math.ceil(height), mostPixels)}px`;
    }
  });
  // Those that told it before anybody listened.
  for (const frame of frames()) frame.contentWindow?.postMessage({ type: 'sayso:measure' }, '*');
}
