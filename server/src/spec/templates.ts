/** Templates that ship with GitLab, by the names that `include:template` accepts; rare ones are meant to be copied. */
import type { Word } from './shape.ts';

const named = (suffix: string, docs: Readonly<Record<string, string>>, more: Partial<Word> = {}): readonly Word[] =>
  Object.entries(docs).map(([name, doc]) => ({ value: `${name}${suffix}`, doc, ...more }));

const SUFFIX = '.gitlab-ci.yml';

const workflows = named(SUFFIX, {
  'Workflows/MergeRequest-Pipelines': 'Pipelines for merge requests, the default branch and tags.',
  'Workflows/Branch-Pipelines': 'Pipelines for branches and tags only.',
});

const scanners = named(SUFFIX, {
  'Jobs/SAST': 'Looks for weak points in the source code.',
  'Jobs/Secret-Detection': 'Looks for passwords and tokens.',
  'Jobs/Dependency-Scanning': 'Looks for known weak points in packages.',
  'Jobs/Container-Scanning': 'Looks for known weak points in an image.',
  'Jobs/SAST-IaC': 'Looks for weak points in Terraform, Ansible, Kubernetes and the like.',
  'Jobs/Code-Quality': 'Looks for code that is hard to keep.',
  'Security/DAST': 'Attacks the running application through a browser.',
  'Security/API-Security': 'Attacks the API of the running application.',
  'Security/API-Fuzzing': 'Sends unexpected values to the API of the running application.',
  'Security/API-Discovery': 'Finds out which API an application has.',
  'Security/Coverage-Fuzzing': 'Calls functions with random values.',
});

const newest = named('.latest.gitlab-ci.yml', {
  'Jobs/SAST': 'The next form of the stable template, which also runs for merge requests.',
  'Jobs/Secret-Detection': 'The next form of the stable template, which also runs for merge requests.',
  'Jobs/Dependency-Scanning': 'The next form of the stable template, which also runs for merge requests.',
  'Jobs/Container-Scanning': 'The next form of the stable template, which also runs for merge requests.',
  'Jobs/SAST-IaC': 'The next form of the stable template, which also runs for merge requests.',
  'Jobs/Build': 'The next form of the stable template.',
  'Jobs/Deploy': 'The next form of the stable template.',
  'Jobs/Browser-Performance-Testing': 'The next form of the stable template.',
  'Security/DAST': 'The next form of the stable template, which also runs for merge requests.',
  'Security/API-Security': 'The next form of the stable template, which also runs for merge requests.',
  'Security/API-Fuzzing': 'The next form of the stable template, which also runs for merge requests.',
  'Security/Coverage-Fuzzing': 'The next form of the stable template, which also runs for merge requests.',
}).map(word => ({ ...word, rare: true as const }));

const jobs = named(
  SUFFIX,
  {
    'Auto-DevOps': 'Builds, tests and deploys by what it finds in the project.',
    'Jobs/Build': 'Builds an image, as Auto DevOps does.',
    'Jobs/Test': 'Tests, as Auto DevOps does.',
    'Jobs/Deploy': 'Deploys to Kubernetes, as Auto DevOps does.',
    'Jobs/Deploy/ECS': 'Deploys to Amazon ECS, as Auto DevOps does.',
    'Jobs/Deploy/EC2': 'Deploys to Amazon EC2, as Auto DevOps does.',
    'Jobs/Browser-Performance-Testing': 'Measures how fast pages load, as Auto DevOps does.',
    'Jobs/Load-Performance-Testing': 'Measures what load the application bears, as Auto DevOps does.',
    'Verify/Accessibility': 'Checks pages for accessibility.',
    'Verify/Browser-Performance': 'Measures how fast pages load.',
    'Verify/Load-Performance-Testing': 'Measures what load the application bears.',
    'Verify/FailFast': 'Runs the tests of what has changed first.',
    'AWS/Deploy-ECS': 'Deploys to Amazon ECS.',
    'AWS/CF-Provision-and-Deploy-EC2': 'Makes machines by CloudFormation and deploys to them.',
  },
  { rare: true },
);

/** Named after their purpose; most are whole pipelines to copy from. */
const starters =
  'Android Android-Fastlane Bash C++ Chef Clojure Composer Crystal Dart Django Docker Elixir Flutter Getting-Started Go Gradle Grails Julia LaTeX Laravel Maven Mono Nodejs OpenShift PHP Packer Python Ruby Rust Scala Swift dotNET dotNET-Core iOS-Fastlane npm'
    .split(' ')
    .map((name): Word => ({ value: `${name}${SUFFIX}`, doc: `Pipeline for ${name} to start from.`, rare: true }));

const pages =
  'Brunch Doxygen Gatsby HTML Harp Hexo Hugo Hyde JBake Jekyll Jigsaw Lektor Metalsmith Middleman Nanoc Octopress Pelican SwaggerUI Zola'
    .split(' ')
    .map((name): Word => ({
      value: `Pages/${name}${SUFFIX}`,
      doc: `Builds a site with ${name} for GitLab Pages.`,
      rare: true,
    }));

const terraform = named(
  SUFFIX,
  {
    Terraform: 'Plans and applies with Terraform.',
    'Terraform.latest': 'The next form of the stable template.',
    'Terraform/Base': 'Hidden jobs for Terraform to extend.',
    'Terraform/Base.latest': 'The next form of the stable template.',
  },
  {
    rare: true,
    deprecatedIn: '16.9',
    deprecated: 'Use the component for OpenTofu.',
    removedIn: '18.0',
  },
);

/** Former names of templates, and templates that GitLab features or other templates include. */
const others = named(
  SUFFIX,
  {
    'Security/SAST': 'Includes `Jobs/SAST.gitlab-ci.yml`.',
    'Security/SAST-IaC': 'Includes `Jobs/SAST-IaC.gitlab-ci.yml`.',
    'Security/SAST-IaC.latest': 'Includes `Jobs/SAST-IaC.latest.gitlab-ci.yml`.',
    'Security/Secret-Detection': 'Includes `Jobs/Secret-Detection.gitlab-ci.yml`.',
    'Security/Dependency-Scanning': 'Includes `Jobs/Dependency-Scanning.gitlab-ci.yml`.',
    'Security/Container-Scanning': 'Includes `Jobs/Container-Scanning.gitlab-ci.yml`.',
    'Security/Container-Scanning.latest': 'Includes `Jobs/Container-Scanning.latest.gitlab-ci.yml`.',
    'Security/DAST-API': 'The older name of `Security/API-Security.gitlab-ci.yml`.',
    'Security/DAST-API.latest': 'The older name of `Security/API-Security.latest.gitlab-ci.yml`.',
    'Security/DAST-On-Demand-Scan': 'What GitLab runs for a scan on demand.',
    'Security/DAST-On-Demand-API-Scan': 'What GitLab runs for a scan of an API on demand.',
    'Security/DAST-Runner-Validation': 'What GitLab runs to validate the site of a scan.',
    'Security/Secure-Binaries': 'Saves the images of scanners for an instance without access to the internet.',
    'Jobs/Dependency-Scanning.v2': 'Looks for known weak points in packages, by lists of what is built in.',
    'Jobs/DAST-Default-Branch-Deploy': 'Deploys the default branch for a scan, as Auto DevOps does.',
    'Jobs/CF-Provision': 'Makes machines by CloudFormation, as Auto DevOps does.',
    'Jobs/Code-Intelligence': 'Tells GitLab where the names in code are defined.',
    'Jobs/Helm-2to3': 'Moves releases of Helm 2 to Helm 3.',
    'Verify/Browser-Performance.latest': 'The next form of the stable template.',
  },
  { rare: true },
);

/** In the order in which they are offered. */
export const templates: readonly Word[] = [
  ...scanners,
  ...workflows,
  ...jobs,
  ...newest,
  ...starters,
  ...pages,
  ...terraform,
  ...others,
];
