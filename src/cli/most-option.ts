import { InvalidArgumentError, Option } from 'commander';
import { defaultPageSize, maximumPageSize } from '../graph/page';

/** How long a list may get on a terminal: as long as a page of the API. */
export function mostOption(description: string): Option {
  return new Option('--most <number>', description).default(defaultPageSize).argParser((text) => {
    const most = /^\d{1,3}$/.test(text) ? Number(text) : 0;
    if (most < 1 || most > maximumPageSize) {
      throw new InvalidArgumentError(`A whole number from 1 to ${maximumPageSize} is asked for.`);
    }
    return most;
  });
}
