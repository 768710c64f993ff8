/** `artifacts:reports`: files that GitLab reads and shows. */
import { either, keyword, list, record, text } from './shape-builders.ts';
import type { Link } from './links.ts';
import type { Field } from './shape.ts';

const FILES = 'a report is the path of a file or a list of them';

function page(anchor: string): Link {
  return { label: 'GitLab', url: `https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreports${anchor}` };
}

function report(name: string, doc: string, caveat: string, more: Partial<Field> = {}): Field {
  return {
    doc,
    caveat,
    shape: either({ scalar: [text()], list: list(text()), usual: 'scalar' }),
    default: { says: 'no such report' },
    nullable: true,
    example: `${name}: ${EXAMPLES[name] ?? `gl-${name.replaceAll('_', '-')}-report.json`}`,
    because: FILES,
    sources: [page(name)],
    ...more,
  };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  junit: 'build/test-results/*.xml',
  dotenv: 'build.env',
  cyclonedx: 'gl-sbom-*.cdx.json',
  terraform: 'tfplan.json',
  lsif: 'dump.lsif',
  metrics: 'metrics.txt',
  requirements: 'requirements.json',
  requirements_v2: 'requirements.json',
  annotations: 'annotations.json',
  sarif: 'results.sarif',
  performance: 'performance.json',
  browser_performance: 'browser-performance.json',
  load_performance: 'load-performance.json',
};

const SHOWN = 'The file is not among the artifacts to browse unless `paths` names it, too.';
const ultimate = { tier: 'ultimate' } as const;
const premium = { tier: 'premium' } as const;

const coverageReport = {
  doc: 'Coverage line by line, which merge requests show next to the changed code.',
  caveat: 'Shows no percentage: that comes from `coverage` and the log of the job.',
  shape: record({
    coverage_format: {
      doc: 'Kind of file that the tool has written, and by which GitLab reads it.',
      caveat: 'Other formats have to be converted by a tool of their own.',
      shape: keyword(
        [
          { value: 'cobertura', doc: 'XML in the form of Cobertura, which tools of most languages can write.' },
          { value: 'jacoco', doc: 'XML in the form of JaCoCo, for Java and Kotlin.' },
        ],
        { because: 'GitLab reads these' },
      ),
      required: true,
      example: 'coverage_format: cobertura',
      because: 'a format is a word',
      sources: [page('coverage_report')],
      aka: ['format'],
    },
    path: {
      doc: 'The file, or several by a pattern, which are added up.',
      caveat: 'The paths of sources in the file have to be those in the repository.',
      shape: text(),
      required: true,
      example: 'path: coverage/cobertura.xml',
      because: 'a path is a string',
      sources: [page('coverage_report')],
      aka: ['paths', 'file'],
    },
  }),
  usual: true,
  default: { says: 'no coverage is shown next to the code' },
  nullable: true,
  example: 'coverage_report:\n  coverage_format: cobertura\n  path: coverage/cobertura.xml',
  because: 'the report is a mapping with `coverage_format` and `path`',
  sources: [page('coverage_report')],
  aka: ['coverage'],
} as const satisfies Field;

const fields = {
  junit: report(
    'junit',
    'Results of tests in the XML form of JUnit, which nearly every test tool can write. Pipelines and merge requests show what failed.',
    'Name files or patterns, not folders; with nothing that matches, the job passes without results.',
    { usual: true },
  ),
  coverage_report: coverageReport,
  dotenv: report(
    'dotenv',
    'Variables in lines `NAME=value`, which later jobs get and which can make up the `url` of an environment.',
    'Everyone who can see the pipeline can read them: no place for secrets. No quotes, comments or empty lines in the file.',
    { usual: true },
  ),
  codequality: report(
    'codequality',
    'Findings of linters in the form of Code Climate, shown in merge requests.',
    'Each finding needs a fingerprint of its own, else it shows up once only.',
    { aka: ['code_quality'] },
  ),
  terraform: report(
    'terraform',
    'Summary of a Terraform plan, shown in merge requests.',
    'Takes the JSON form of a plan, which may contain secrets.',
  ),
  accessibility: report(
    'accessibility',
    'Findings of pa11y about barriers on web pages, shown in merge requests.',
    SHOWN,
  ),
  annotations: report(
    'annotations',
    'Links that the page of the job shows.',
    'Holds links only, in a form of JSON of its own.',
    { status: { since: '16.3' } },
  ),
  lsif: report(
    'lsif',
    'An index of the code, by which GitLab jumps from a name to where it is defined.',
    'Holds one language only for each job.',
  ),
  sast: report(
    'sast',
    'Weak points found in the source code.',
    'Merge requests and dashboards show it in the Ultimate tier only.',
  ),
  secret_detection: report(
    'secret_detection',
    'Passwords and tokens found in the repository.',
    'Merge requests and dashboards show it in the Ultimate tier only.',
  ),
  dependency_scanning: report('dependency_scanning', 'Known weak points of the packages in use.', SHOWN, ultimate),
  container_scanning: report('container_scanning', 'Known weak points in container images.', SHOWN, ultimate),
  cluster_image_scanning: report(
    'cluster_image_scanning',
    'Known weak points in the images that a cluster runs.',
    SHOWN,
    ultimate,
  ),
  dast: report('dast', 'Weak points found by attacking the running application.', SHOWN, ultimate),
  api_fuzzing: report('api_fuzzing', 'Faults found by calling an API with odd data.', SHOWN, ultimate),
  coverage_fuzzing: report(
    'coverage_fuzzing',
    'Faults found by feeding odd data to instrumented code.',
    SHOWN,
    ultimate,
  ),
  cyclonedx: report(
    'cyclonedx',
    'Parts list of the software in the form of CycloneDX, which feeds the list of dependencies.',
    'Name files or patterns, not folders.',
    ultimate,
  ),
  sarif: report(
    'sarif',
    'Findings of analysers in the form SARIF.',
    'Needs a GitLab that knows it; older ones refuse the file.',
    ultimate,
  ),
  browser_performance: report(
    'browser_performance',
    'How quick pages load, compared in merge requests.',
    'One report only is shown for each pipeline.',
    premium,
  ),
  load_performance: report(
    'load_performance',
    'How the application stands up to load, compared in merge requests.',
    'One report only is shown for each pipeline.',
    premium,
  ),
  performance: report(
    'performance',
    'How quick pages load, under the older name of the report.',
    'Use `browser_performance`.',
    {
      ...premium,
      status: { deprecated: 'GitLab renamed it.', instead: ['browser_performance'] },
      sources: [page('browser_performance')],
    },
  ),
  metrics: report('metrics', 'Numbers in the form of OpenMetrics, compared in merge requests.', SHOWN, premium),
  requirements: report(
    'requirements',
    'Which requirements of the project the job found fulfilled.',
    'The older form, by the number of the requirement.',
    ultimate,
  ),
  requirements_v2: report(
    'requirements_v2',
    'Which requirements of the project the job found fulfilled, by their work item number.',
    SHOWN,
    {
      ...ultimate,
      sources: [page('requirements')],
    },
  ),
  license_scanning: report(
    'license_scanning',
    'Licences of the packages in use, in a form that GitLab no longer reads.',
    'Use `cyclonedx`, from which licences are read today.',
    {
      ...ultimate,
      status: { deprecated: 'GitLab reads licences from `cyclonedx` reports.', instead: ['cyclonedx'] },
    },
  ),
  repository_xray: report(
    'repository_xray',
    'Packages in use, for code suggestions.',
    'Newer GitLab finds them out by itself.',
    {
      ...premium,
      status: { deprecated: 'GitLab no longer needs the report.' },
    },
  ),
  cobertura: report('cobertura', 'Coverage line by line, under a name that GitLab removed.', 'GitLab refuses it.', {
    status: { removed: 'GitLab 15.0 replaced it by `coverage_report` with its format and path.', removedIn: '15.0' },
    sources: [page('coverage_report')],
  }),
  license_management: report(
    'license_management',
    'Licences of the packages in use, under a name that GitLab removed.',
    'GitLab refuses it.',
    {
      status: { removed: 'Licences are read from `cyclonedx` reports today.', instead: ['cyclonedx'] },
      sources: [page('cyclonedx')],
    },
  ),
} as const;

export const reports = {
  doc: 'Files that GitLab reads itself, to show test results, coverage or weak points in merge requests and pipelines.',
  caveat: 'Uploaded whatever the result of the job is. To download such a file as well, name it in `paths`.',
  shape: record(fields),
  usual: true,
  default: { says: 'no reports' },
  nullable: true,
  example: 'reports:\n  junit: build/test-results/*.xml',
  because: 'reports are a mapping of their kinds to files',
  sources: [{ label: 'GitLab', url: 'https://docs.gitlab.com/ci/yaml/artifacts_reports/' }],
  aka: ['report'],
} as const satisfies Field;
