/** The progress bar of a long job, and how fast it goes. */
import type { Terminal } from './terminal.ts';

/** How far a long job is, for somebody who watches. */
export interface ProgressBar {
  /** `name`: what is being worked on. */
  step(done: number, total: number, name?: string): void;
  /** Prints something that stays, above the bar. */
  above(print: () => void): void;
  stop(): void;
}

export const NO_PROGRESS: ProgressBar = { step: () => {}, above: (print) => print(), stop: () => {} };

export interface Pace {
  readonly perMinute: number;
  /** Seconds to go, were the rest as fast as what is done. */
  readonly left: number;
}

/** How fast it goes and how long it still takes; null until something is done. */
export const paceOf = (done: number, total: number, seconds: number): Pace | null =>
  done === 0 || seconds <= 0
    ? null
    : { perMinute: Math.round((done / seconds) * 60), left: Math.ceil((seconds / done) * (total - done)) };

/** A bar on stderr that goes when it is done; nothing where nobody watches, or where a program reads the output. */
export const openProgress = async ({ say, json }: Terminal, title: string): Promise<ProgressBar> => {
  if (!process.stderr.isTTY || json) return NO_PROGRESS;
  const { default: progress } = await import('cli-progress');
  const bar = new progress.SingleBar({
    format: `${title} {bar} {value}/{total}{pace}{name}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
  });
  const begun = performance.now();
  let started = false;
  return {
    step: (done, total, name = '') => {
      const pace = paceOf(done, total, (performance.now() - begun) / 1000);
      const words = {
        pace: pace && total > 1 ? `  ${say.progress.rate(pace.perMinute)}  ${say.progress.left(pace.left)}` : '',
        name: name && `  ${name}`,
      };
      if (started) bar.update(done, words);
      else bar.start(total, done, words);
      started = true;
    },
    // The bar remembers where on the screen it began: it is taken away and begun again below what stays.
    above: (print) => {
      if (started) bar.stop();
      started = false;
      print();
    },
    stop: () => started && bar.stop(),
  };
};
