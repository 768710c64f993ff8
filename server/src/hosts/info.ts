/** Name and version, as the package states them. */
import { name, version } from '../../../package.json';

export const INFO = { name, version } as const;
