/** Facts about a pipeline that are known of its resting version, too, without reading its documents again. */
import type { Project } from './project.ts';

/** Gives a resting version what is known of the one before. */
type HandOn = (before: Project, resting: Project) => void;

const ALL: HandOn[] = [];

/**
 * Caches a fact that is asked of every pipeline whenever any file changes. It must be plain data: whatever it refers to
 * stays in memory with the resting pipeline. One that is costly and asked of few pipelines is handed on `ifKnown`.
 */
export function lasting<Answer extends object | boolean>(
  make: (project: Project) => Answer,
  handedOn: 'always' | 'ifKnown' = 'always',
): (project: Project) => Answer {
  const answers = new WeakMap<Project, Answer>();
  const fact = (project: Project): Answer => {
    const known = answers.get(project);
    if (known !== undefined) return known;
    const answer = make(project);
    answers.set(project, answer);
    return answer;
  };
  ALL.push((before, resting) => {
    if (handedOn === 'always' || answers.has(before)) answers.set(resting, fact(before));
  });
  return fact;
}

/** All of these facts, for a version that differs in nothing but what is in memory. */
export function handOnLasting(before: Project, resting: Project): void {
  for (const handOn of ALL) handOn(before, resting);
}
