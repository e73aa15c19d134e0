import { SingleBar, Presets } from 'cli-progress';

/** What a first fetch of neo4j/pom.xml brings, Maven's own plugin included. Only for the bar's end: "about". */
const expected = { megabytes: 160 };
const intervalMs = 2_000;

export interface FetchProgress {
  /** Takes one line of Maven's output. */
  read: (line: string) => void;
  stop: () => void;
}

/** Tells how far Maven is: a bar where `terminal` is one, else a line every two seconds. */
export function fetchProgress(
  what: string,
  onProgress: (line: string) => void,
  terminal: NodeJS.WriteStream = process.stderr,
): FetchProgress {
  let [files, bytes, step] = [0, 0, 'asking Maven'];
  const megabytes = () => Math.round(bytes / 1e6);
  onProgress(`Fetching ${what} (about ${expected.megabytes} MB, only this once).`);

  const bar = terminal.isTTY
    ? new SingleBar(
        {
          format: `{bar} {value} of about {total} MB · {files} files · {step}`,
          stream: terminal,
          clearOnComplete: true,
        },
        Presets.shades_classic,
      )
    : null;
  bar?.start(expected.megabytes, 0, { files, step });

  const tell = () => {
    if (bar) bar.update(Math.min(megabytes(), expected.megabytes), { files, step: step.slice(0, 40) });
    else onProgress(`Fetching ${what}: ${files} files, ${megabytes()} of about ${expected.megabytes} MB (${step}).`);
  };
  const timer = setInterval(tell, bar ? 200 : intervalMs);

  return {
    read(line) {
      const done = /Downloaded from \S+: (\S+) \(([\d.]+) ([kMG]?)B/.exec(line);
      if (done) {
        files += 1;
        bytes += Number(done[2]) * { '': 1, k: 1e3, M: 1e6, G: 1e9 }[done[3] as '' | 'k' | 'M' | 'G'];
        step = (done[1] as string).split('/').at(-1) as string;
      } else if (/Copying .+ to /.test(line)) {
        step = 'copying into the cache';
      }
    },
    stop() {
      clearInterval(timer);
      tell();
      bar?.stop();
    },
  };
}
