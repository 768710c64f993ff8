/** Recognises what is not for a Unix shell: whoever judges scripts leaves it alone. */

/** Whether an image, a tag or a platform names Windows or one of its shells. */
export function namesOtherShell(name: string): boolean {
  return /windows|pwsh|powershell|nanoserver|servercore|(?:^|[^a-z])win(?:dows|srv|server)?[-_.]?(?:\d+|x)?(?:[^a-z]|$)|(?:^|[^a-z])(?:cmd|fish|nushell)(?:[^a-z]|$)/i.test(
    name,
  );
}

/** Signs of PowerShell, of the command prompt of Windows and of scripts in other languages. */
const SIGNS: readonly RegExp[] = [
  // a verb of PowerShell, as the first word of a command
  /(?:^|[\s;|&({=])(?:Add|Clear|Compress|Convert(?:To|From)?|Copy|Expand|Export|ForEach|Format|Get|Import|Install|Invoke|Join|Measure|Move|New|Out|Pop|Push|Read|Remove|Rename|Resolve|Restart|Save|Select|Set|Sort|Split|Start|Stop|Tee|Test|Update|Wait|Where|Write)-[A-Z]\w+/m,
  /\$(?:(?:env|global|script|local|using):\w|PSScriptRoot|PSVersionTable|LASTEXITCODE|ErrorActionPreference|ProgressPreference)/i,
  // an assignment to a variable with its sign
  /^[ \t]*\$\w[\w:.]*[ \t]*[-+*/]?=(?!=)/m,
  // statements with their brackets
  /\b(?:if|elseif|foreach|while|switch)[ \t]*\(.{0,500}\)\s{0,20}\{/i,
  /^[ \t]*(?:(?:try|catch|finally)\s*\{|param\s*\(|function\s+[\w-]+\s*\([^)])|\}\s*(?:else|elseif|catch|finally)\b/im,
  // the call of a program whose name is quoted, and of what .NET has
  /^[ \t]*&[ \t]*["'$]/m,
  /\]::\w/,
  /\[(?:System\.|string\]|int\]|bool\]|Environment\]|Net\.)/i,
  /\s`\s*$/m,
  /@["'({]\s*$/m,
  /\.(?:ps1|bat|cmd|exe|vbs)\b/i,
  // the command prompt
  /%[A-Za-z_]\w*%|%%[A-Za-z]\b/,
  /^[ \t]*@?(?:echo\s+o(?:n|ff)|rem|setlocal|endlocal|goto|call\s+\S+\.|set\s+\/[ap]|for\s+\/[a-z]|if\s+(?:not\s+)?(?:exist|defined|errorlevel))\b/im,
  /(?:^|[\s"'=])[A-Za-z]:\\/m,
  /(?:^|[\s"'=])\.{1,2}\\\w/m,
  // a path of words, which would lose its backslashes
  /(?:^|\s)\w[\w.-]*\\\w[\w.-]*(?:\\|\s|$)/m,
  // other languages
  /^#!(?!.*\b(?:ba|da|a|k|z|)sh\b)/,
];

/** Whether a script looks as if it were for another shell. */
export function isForOtherShell(script: string): boolean {
  return SIGNS.some(sign => sign.test(script));
}
