/** What is not for a Unix shell is recognised by its words, or by the names of images and tags; what is for one is not. */
import { describe, expect, it } from 'vitest';
import { isForOtherShell, namesOtherShell } from '../../server/src/shell/dialect.ts';

describe('scripts', () => {
  it.each([
    ...['Get-ChildItem -Recurse', 'if (!(Test-Path x)) { mkdir x }', '$env:A = "b"', '$x = 1', '$x += "a"'],
    ...[
      'dotnet test; if (!$?) { exit 1 }',
      '& "nuget" restore',
      '& $msbuild x.sln',
      'foreach ($f in $files) { ls $f }',
    ],
    ...[
      'try {\n  a\n} catch {\n  b\n}',
      'if ($a)\n{\n} else {\n}',
      '[Environment]::GetVariable("A")',
      'param([string]$A)',
    ],
    ...[
      'function Do($a) { ls $a }',
      'docker run `\n  -it x',
      '$LASTEXITCODE',
      'powershell -File a.ps1',
      'ls | % { $_ } | Out-Null',
    ],
    ...[
      'echo %PATH%',
      'if exist a (del a)',
      '@echo off',
      'for %%f in (*.c) do cl %%f',
      'call build.bat',
      'set /p A=<x',
    ],
    ...[
      'IF NOT DEFINED A goto end',
      'C:\\tools\\x',
      '.\\build',
      'cd src\\App',
      'msbuild.exe a.sln',
      '#!/usr/bin/env python3\nif a:',
    ],
  ])('%j is for another shell', script => {
    expect(isForOtherShell(script)).toBe(true);
  });

  it.each([
    ...[
      'if [ -f x ]; then a; fi',
      'if (cd x && ls); then a; fi',
      'f() {\n  a\n}',
      'function f {\n  a\n}',
      'echo "$HOME" $1',
    ],
    ...[
      'x=`date`',
      'x=`ls \\\n  -l`',
      'echo "a: 50%"',
      'date +%Y-%m-%d',
      'printf "%s\\n" a',
      "awk '{ print $1 }' x",
      'sed -E "s/\\./_/g"',
    ],
    ...[
      'curl -H "Content-Type: a"',
      'apt-get install -y git',
      'echo -e "a\\tb"',
      'while (true) do a; done',
      'for ((i=0; i<2; i++)); do a; done',
    ],
    ...[
      '[[ $A =~ ^v[0-9]+$ ]]',
      'set -euo pipefail',
      '#!/bin/bash\nls',
      '#!/usr/bin/env sh\nls',
      'a | { read -r x; echo "$x"; }',
    ],
    ...[
      'if a; then\n  b\nelse\n  c\nfi',
      'a && b || { c; exit 1; }',
      'echo "{\\"a\\": \\"b\\"}"',
      'git describe --abbrev=0',
      'x=${A//\\//-}',
      'ls ./*.sh',
    ],
  ])('%j is not', script => {
    expect(isForOtherShell(script)).toBe(false);
  });
});

describe('names', () => {
  it.each([
    ...[
      'mcr.microsoft.com/powershell:latest',
      'mcr.microsoft.com/windows/servercore',
      'windows/amd64',
      'saas-windows-medium-amd64',
    ],
    ...['shared-windows', 'win', 'win10', 'WIN2019', 'pwsh', 'my-win-runner', 'windows-1809', 'nanoserver'],
  ])('%s is of another shell', name => {
    expect(namesOtherShell(name)).toBe(true);
  });

  it.each([
    'alpine',
    'ubuntu:22.04',
    'linux',
    'docker',
    'darwin',
    'winter',
    'twin',
    'edwin',
    'python:3.12-slim',
    'linux/amd64',
    'gpu',
  ])('%s is not', name => {
    expect(namesOtherShell(name)).toBe(false);
  });
});

it.each(['\n', 'if (', '} ', '$x ', ' `', 'a\\', '@(', '%a', '& ', '[', '\t'])('a script of many %j is read', sign => {
  expect(typeof isForOtherShell(sign.repeat(100_000))).toBe('boolean');
});
