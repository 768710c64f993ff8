/** What containers of a job's pod have, as far as hooks depend on it. */
/** Programs of images with a purpose; the helper image of the runner has a shell, the tools of busybox, git and little else. */
export const programsOfOtherImages: ReadonlySet<string> = new Set([
  ...['kubectl', 'helm', 'docker', 'podman', 'terraform', 'ansible', 'aws', 'az', 'gcloud', 'consul', 'vault'],
  ...[
    'node',
    'npm',
    'npx',
    'pnpm',
    'yarn',
    'python',
    'python3',
    'pip',
    'pip3',
    'ruby',
    'bundle',
    'rake',
    'php',
    'composer',
  ],
  ...['java', 'mvn', 'gradle', 'go', 'cargo', 'dotnet', 'mix', 'elixir'],
  ...['nginx', 'httpd', 'apachectl', 'apache2ctl', 'caddy', 'haproxy', 'supervisorctl', 'systemctl'],
  ...['psql', 'pg_ctl', 'pg_dump', 'mysql', 'mysqladmin', 'mysqldump', 'mongosh', 'redis-cli', 'rabbitmqctl'],
]);
