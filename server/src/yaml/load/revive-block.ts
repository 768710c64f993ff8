/** One block of a piece as Psych reads it; cached as long as the block and the anchors it refers to. */
import type { Uri } from '../../text/span.ts';
import { depthOf } from '../value/limits.ts';
import { blockReading } from '../value/read.ts';
import { LARGEST_COPY, revive, type Anchored, type Revival } from './revive.ts';
import { hasSymbolKey } from './symbols.ts';
import type { Block } from '../tree.ts';
import type { Value } from '../value/value.ts';

export interface Revived extends Omit<Revival, 'outer'> {
  readonly value: Value | undefined;
  readonly depth: number;
  readonly hasSymbols: boolean;
}

const REVIVED = new WeakMap<Block, Revived>();

/** Reads a block, given the anchors of the blocks before it and how many values may still be copied. */
export function reviveBlock(
  uri: Uri,
  block: Block,
  outer: ReadonlyMap<string, Anchored>,
  room = LARGEST_COPY,
): Revived {
  const cached = REVIVED.get(block);
  if (cached?.uri === uri && isAsRead(cached, outer) && hasSameRoom(cached, room)) return cached;
  const revived = plainBlock(uri, block, room) ?? reviveAnew(uri, block, outer, room);
  REVIVED.set(block, revived);
  return revived;
}

/** The fast path for a block that is the same by itself and in its file; the value is shared with the rules. */
function plainBlock(uri: Uri, block: Block, room: number): Revived | undefined {
  const { value, isPlain, depth } = blockReading(uri, block);
  if (!isPlain) return undefined;
  return {
    uri,
    block,
    own: NO_ANCHORS,
    reads: NOT_READ,
    failures: NO_FAILURES,
    copied: 0,
    room,
    value,
    depth,
    hasSymbols: false,
  };
}

const NO_ANCHORS: Revival['own'] = new Map();
const NOT_READ: Revival['reads'] = new Map();
const NO_FAILURES: Revival['failures'] = [];

/** Reads a block as Psych does, with the anchors of its file. */
export function reviveAnew(uri: Uri, block: Block, outer: ReadonlyMap<string, Anchored>, room: number): Revived {
  const revival: Revival = { uri, block, outer, own: new Map(), reads: new Map(), failures: [], copied: 0, room };
  const value = block.root && revive(block.root, revival);
  const { outer: _outer, ...kept } = revival;
  const fits = value && revival.copied <= room;
  return { ...kept, value, depth: fits ? depthOf(value) : 0, hasSymbols: fits ? hasSymbolKey(value) : false };
}

/** The last result for a block. */
export function lastRevived(block: Block): Revived | undefined {
  return REVIVED.get(block);
}

function hasSameRoom({ copied, room }: Revived, now: number): boolean {
  return room === now || (copied <= room && copied <= now);
}

function isAsRead({ reads }: Revived, outer: ReadonlyMap<string, Anchored>): boolean {
  if (reads.size === 0) return true;
  return [...reads].every(([name, anchored]) => outer.get(name) === anchored);
}
