/** Name and version from the package. */
import { name, version } from '../../../package.json';

export const INFO = { name, version } as const;
