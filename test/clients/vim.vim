" Vim with ALE as a client: opens $FILE as a person does, and writes what it saw to $OUT as JSON: of the scenario or, if
" there is $STEPS (JSON), the text after each accepted completion.
set nomore noswapfile hidden completeopt=menuone timeoutlen=1
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

function! s:errors() abort
  return filter(getloclist(0), {_, one -> one.type is# 'E'})
endfunction

function! s:choose(title, data, items) abort
  for l:item in a:items
    if l:item[1].title =~# a:title
      return ale#codefix#ApplyLSPCodeAction(a:data, l:item[1])
    endif
  endfor
endfunction

" Types the letters behind the cursor's line and accepts the first completion, once it is there: while a key is waiting,
" ALE does not wait for the server.
function! s:complete(letters) abort
  let s:before = 0
  let s:left = 250
  let l:timer = timer_start(20, function('s:accept'), {'repeat': -1})
  call feedkeys('i' . a:letters . "\<C-x>\<C-o>", 'tx!')
  call timer_stop(l:timer)
endfunction

function! s:accept(timer) abort
  let s:left -= 1
  if !empty(complete_info(['items']).items) || s:left is# 0
    call timer_stop(a:timer)
    call feedkeys("\<Esc>", 't')
  endif
endfunction

function! s:text_after(step) abort
  let l:parts = split(a:step.text, '<|>', 1)
  let l:above = split(l:parts[0], "\n", 1)
  silent %delete _
  call setline(1, split(join(l:parts, ''), "\n", 1))
  call cursor(len(l:above), strlen(l:above[-1]) + 1)
  call s:complete('')
  return join(getline(1, '$'), "\n")
endfunction

function! s:see_insertions() abort
  execute 'edit' fnameescape($FILE)
  call s:await('problems', {-> !empty(getloclist(0))})
  setlocal virtualedit=onemore noautoindent indentexpr= indentkeys=
  let s:seen.texts = {}
  for l:step in json_decode($STEPS)
    let s:seen.texts[l:step.name] = s:text_after(l:step)
  endfor
endfunction

function! s:see() abort
  execute 'edit' fnameescape($FILE)
  call s:await('problems', {-> !empty(s:errors())})
  let s:seen.faults = map(s:errors(), function('s:fault'))
  if $ONLY is# 'faults' | return | endif

  call cursor(4, stridx(getline(4), 'stagee') + 3)
  call ale#codefix#Execute(0, function('s:choose', ['stage']))
  call s:await('the fix', {-> getline(4) !~# 'stagee'})
  let s:seen.fixed = getline(4)

  set virtualedit=onemore
  call cursor(line('$'), col([line('$'), '$']))
  call s:complete('ht')
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

  " an included file goes, which only the next save lets the server notice
  call delete(fnamemodify($FILE, ':h') . '/ci/more.yml')
  execute 'buffer' bufnr($FILE)
  silent wall
  silent write
  call s:await('the missing file', {-> !empty(s:errors()) && s:errors()[0].lnum is# 2})
  let s:seen.noticed = s:fault(0, s:errors()[0])
endfunction

try
  if empty($STEPS)
    call s:see()
  else
    call s:see_insertions()
  endif
catch
  let s:seen.failed = v:exception . ' at ' . v:throwpoint
endtry
call s:finish()
