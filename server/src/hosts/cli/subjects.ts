/** The files of one `check`: those that were given, and those that belong to their pipelines. */
import { isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WHY_UNREAD } from '../../ci/include-fault.ts';
import type { ReadFailure } from '../../ci/files.ts';
import type { Uri } from '../../text/span.ts';
import { isToml, isTomlOfRunner } from '../../runner-config/is-runner-config.ts';
import { uriOfPath } from '../../text/uri.ts';
import { parse } from '../../yaml/document/document.ts';
import { cutWarning, filesIn } from '../../workspace/repository.ts';
import { folderUri, isOutside } from '../files.ts';
import { excluder, type FoundFiles } from './find.ts';
import { pathFrom } from './found.ts';
import type { Unread } from './formats/result.ts';
import { forEachFile } from './guard.ts';
import type { Io } from './io.ts';
import { includedIn } from './problems.ts';
import { addFile, complete, documentIn, openRepositories, ownersIn, type Opened } from './project.ts';
import { slashed } from './report.ts';

/** A file whose problems are reported. */
export interface CheckTarget {
  /** The name that is shown. */
  readonly given: string;
  readonly uri: Uri;
  readonly opened: Opened;
}

export interface Subjects {
  /** In the order in which they are reported. */
  readonly all: ReadonlyMap<Uri, CheckTarget>;
  readonly unread: readonly Unread[];
  /** Whether nothing failed. */
  readonly isWhole: boolean;
}

export interface ReadOptions {
  readonly root: string | undefined;
  readonly top: string;
  readonly exclude: readonly string[];
  readonly stdin: string | undefined;
}

/** Reads the files and everything that belongs to their pipelines. */
export async function readSubjects(found: Omit<FoundFiles, 'unread'>, io: Io, reading: ReadOptions): Promise<Subjects> {
  const { subjects, folders, unread, isWhole } = await asked(found, io, reading);
  const all = withPipelines(subjects, folders, io.folder, reading);
  const seen = [...all.keys(), ...unread.map(({ file }) => uriOfPath(resolve(io.folder, file)))];
  return { all, unread: [...unread, ...nothingFound(found.folders, seen, io.folder, reading.top)], isWhole };
}

interface Asked {
  readonly subjects: readonly CheckTarget[];
  readonly folders: readonly AskedFolder[];
  readonly unread: readonly Unread[];
  readonly isWhole: boolean;
}

interface AskedFolder {
  readonly given: string;
  readonly opened: Opened;
}

/** The files and folders that were given; standard input can replace the text of one file. */
async function asked(
  { files, folders, texts }: Omit<FoundFiles, 'unread'>,
  io: Io,
  { root, top, stdin }: ReadOptions,
): Promise<Asked> {
  const repositories = openRepositories(root === undefined ? undefined : top, texts);
  const subjects: CheckTarget[] = [];
  const unread: Unread[] = [];
  const isWhole = await forEachFile(files, io, async given => {
    const uri = uriOfPath(resolve(io.folder, given));
    const opened = await repositories.find(uri);
    if (!opened) throw new Error('no repository was found for it');
    if (given === stdin) opened.documents.set(uri, parse(uri, await io.input()));
    const failed = root !== undefined && isOutsideOf(top, uri) ? 'outside' : await addFile(opened, uri);
    if (failed) unread.push(unreadOf(given, uri, failed, top));
    else if (isToml(uri) && !isTomlOfRunner(uri, documentIn(opened, uri)?.text ?? ''))
      unread.push({ file: given, path: pathFrom(top, uri), why: NO_RUNNER });
    else subjects.push({ given, uri, opened });
  });
  const found: AskedFolder[] = [];
  for (const given of folders) {
    const opened = await repositories.find(uriOfPath(join(resolve(io.folder, given), 'x')));
    if (opened) found.push({ given, opened });
  }
  for (const opened of repositories.all()) {
    await complete(opened);
    const { cut, folder } = opened.repository;
    const path = pathFrom(top, folder) || '.';
    if (cut) unread.push({ file: path, path, why: cutWarning('It') });
  }
  return { subjects, folders: found, unread, isWhole };
}

/** Whether it is not below the folder, by its name; where links lead is found out when it is read. */
function isOutsideOf(folder: string, uri: Uri): boolean {
  return uri.startsWith('file:') && isOutside(relative(folder, fileURLToPath(uri)));
}

const NO_RUNNER = 'It has no [[runners]], so that it is no config.toml of a runner.';

function unreadOf(given: string, uri: Uri, failed: ReadFailure, top: string): Unread {
  return { file: given, path: pathFrom(top, uri), why: `The file ${WHY_UNREAD[failed]}.` };
}

/**
 * Adds the files that their pipelines include, each after the first pipeline that contains it, and parts of pipelines
 * that are in a given folder.
 */
function withPipelines(
  subjects: readonly CheckTarget[],
  folders: readonly AskedFolder[],
  from: string,
  { exclude, top }: ReadOptions,
): ReadonlyMap<Uri, CheckTarget> {
  const isExcluded = excluder({ exclude, top });
  const all = new Map<Uri, CheckTarget>();
  const add = (subject: CheckTarget): void => {
    const { uri } = subject;
    const isLeftOut = uri.startsWith('file:') && isExcluded(fileURLToPath(uri));
    if (!all.has(uri) && !isLeftOut && documentIn(subject.opened, uri)) all.set(uri, subject);
  };
  const askedFor = new Map(subjects.map(subject => [subject.uri, subject]));
  for (const subject of subjects) {
    all.set(subject.uri, subject);
    for (const uri of includedBy(subject))
      add(askedFor.get(uri) ?? { ...subject, uri, given: shownAs(uri, subject.given, from) });
  }
  for (const { given, opened } of folders)
    for (const uri of partsBelow(opened, resolve(from, given))) add({ opened, uri, given: shownAs(uri, given, from) });
  return all;
}

/** The files included by pipelines that start with the file. */
function includedBy({ uri, opened }: CheckTarget): readonly Uri[] {
  const document = documentIn(opened, uri);
  const owners = document ? ownersIn(opened, document) : [];
  return owners.filter(({ pipeline }) => pipeline === uri).flatMap(includedIn);
}

/** The files of pipelines that are in a folder, and all files of pipelines that start there. */
function partsBelow({ repository }: Opened, folder: string): readonly Uri[] {
  const start = folderUri(folder);
  return [...filesIn(repository)].flatMap(([uri, owners]) =>
    uri.startsWith(start) || owners.some(({ pipeline }) => pipeline.startsWith(start)) ? [uri] : [],
  );
}

/** A path in the style of the given one: absolute paths stay absolute. */
function shownAs(uri: Uri, given: string, from: string): string {
  if (!uri.startsWith('file:')) return uri;
  const path = fileURLToPath(uri);
  return isAbsolute(given) ? path : slashed(relative(from, path));
}

/** Folders in which there is nothing to check. */
function nothingFound(folders: readonly string[], seen: readonly Uri[], from: string, top: string): readonly Unread[] {
  return folders.flatMap(folder => {
    const start = folderUri(resolve(from, folder));
    if (seen.some(uri => uri.startsWith(start))) return [];
    return [{ file: folder, path: pathFrom(top, start), why: 'There are no GitLab CI files in this folder.' }];
  });
}
