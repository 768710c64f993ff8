" Vim with ALE as a client: opens $FILE as a person does, and writes what it saw to $OUT as JSON.
set nomore noswapfile hidden
let s:seen = {}

function! s:finish() abort
  call writefile([json_encode(s:seen)], $OUT)
  qall!
endfunction

" Lets messages arrive until the condition holds.
function! s:await(what, Condition) abort
  for l:turn in range(1000)
    if a:Condition() | return | endif
    sleep 20m
  endfor
  let s:seen.failed = 'waited in vain for ' . a:what
  call s:finish()
endfunction

function! s:fault(index, fault) abort
  let l:line = getline(a:fault.lnum)
  return a:fault.lnum . ': ' . strpart(l:line, a:fault.col - 1, a:fault.end_col - a:fault.col + 1)
endfunction

function! s:choose(title, data, items) abort
  for l:item in a:items
    if l:item[1].title =~# a:title
      return ale#codefix#ApplyLSPCodeAction(a:data, l:item[1])
    endif
  endfor
endfunction

function! s:see() abort
  execute 'edit' fnameescape($FILE)
  call s:await('problems', {-> !empty(filter(getloclist(0), {_, one -> one.type is# 'E'}))})
  let s:seen.faults = map(filter(getloclist(0), {_, one -> one.type is# 'E'}), function('s:fault'))
  if $ONLY is# 'faults' | return | endif

  call cursor(4, stridx(getline(4), 'stagee') + 3)
  call ale#codefix#Execute(0, function('s:choose', ['stage']))
  call s:await('the fix', {-> getline(4) !~# 'stagee'})
  let s:seen.fixed = getline(4)

  call cursor(line('$'), 1)
  execute "normal! Aht\<C-x>\<C-o>\<Esc>"
  let s:seen.completed = getline(line('$') - 2, '$')

  call cursor(3, stridx(getline(3), '.base') + 3)
  ALEGoToDefinition
  call s:await('the definition', {-> expand('%:t') is# 'base.yml'})
  let s:seen.jumped = fnamemodify(expand('%:p'), ':s?' . fnamemodify($FILE, ':h') . '/??') . ':' . line('.')

  runtime autoload/ale/util.vim
  function! ale#util#Input(...) abort
    return '.graceful'
  endfunction
  ALERename
  call s:await('the other name', {-> getline(1) =~# 'graceful'})
  let s:seen.renamed = getbufline(bufnr($FILE), 3) + getline(1, 1)
endfunction

try
  call s:see()
catch
  let s:seen.failed = v:exception . ' at ' . v:throwpoint
endtry
call s:finish()
