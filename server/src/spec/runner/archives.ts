/** Variables that control how a runner packs and transfers caches and artifacts. */
import type { Word } from '../shape.ts';
import { onOrOff, type RunnerVariables } from './variable.ts';

const withFastzip = 'with the feature flag `FF_USE_FASTZIP`';

const levels: readonly Word[] = [
  { value: 'fastest', doc: 'No compression at all: the largest archive in the shortest time.' },
  { value: 'fast', doc: 'Little compression.' },
  { value: 'default', doc: 'Between speed and size.' },
  { value: 'slow', doc: 'Much compression.' },
  { value: 'slowest', doc: 'The smallest archive, whatever time it takes.' },
];

export const archiveVariables = {
  ARTIFACT_COMPRESSION_LEVEL: {
    doc: 'How much artifacts are compressed.',
    caveat: 'GitLab Pages can serve parts of files only from artifacts that are not compressed: `fastest`.',
    only: withFastzip,
    default: 'default',
    values: levels,
  },
  CACHE_COMPRESSION_LEVEL: {
    doc: 'How much the archives of caches are compressed.',
    only: withFastzip,
    default: 'default',
    values: levels,
  },
  CACHE_COMPRESSION_FORMAT: {
    doc: 'Format of the archives in which caches are kept.',
    default: 'zip',
    values: [
      { value: 'zip', doc: 'A zip archive, often the fastest to make.' },
      { value: 'tarzstd', doc: 'A tar archive with Zstandard compression, which comes out smaller.' },
    ],
  },
  CACHE_REQUEST_TIMEOUT: {
    doc: 'How many minutes the upload or download of a cache may take.',
    default: '10',
    example: 'CACHE_REQUEST_TIMEOUT: 5',
  },
  TRANSFER_METER_FREQUENCY: {
    doc: 'How often the log tells how far uploads and downloads of caches and artifacts are.',
    default: '0',
    values: [{ value: '0', doc: 'Never.' }],
    example: 'TRANSFER_METER_FREQUENCY: 2s',
  },
  ARCHIVER_STAGING_DIR: {
    doc: 'Folder for archives that are being made or unpacked, such as one on a fast disk.',
    since: '15.0',
    default: { says: 'the temporary folder of the system' },
  },
  FASTZIP_ARCHIVER_CONCURRENCY: {
    doc: 'How many files are compressed at the same time. Each takes memory of its own.',
    only: withFastzip,
    since: '15.0',
    default: { says: 'the number of processors' },
  },
  FASTZIP_ARCHIVER_BUFFER_SIZE: {
    doc: 'How many bytes of each file are held in memory before the disk is used.',
    only: withFastzip,
    since: '15.0',
    default: { says: '2 MiB' },
  },
  FASTZIP_EXTRACTOR_CONCURRENCY: {
    doc: 'How many files are unpacked at the same time.',
    only: withFastzip,
    since: '15.0',
    default: { says: 'the number of processors' },
  },
  RUNNER_GENERATE_ARTIFACTS_METADATA: {
    doc: 'Whether a file next to the artifacts says how they were built, as an SLSA provenance statement.',
    since: '15.1',
    default: 'false',
    values: onOrOff,
  },
} as const satisfies RunnerVariables;
