-- Neovim accepts completions: opens FILE with the server SERVER (a JSON list), and for each case of ASK puts the lines
-- into the buffer, asks at the place, accepts the item of that label, and writes the texts that came of it to OUT. From
-- 0.11 on, its own list of completions is opened, and keys choose from it; older ones have a list without snippets only.
local ask = vim.json.decode(vim.env.ASK)
local common = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/neovim-start.lua')
local seen, finish, after = common.seen, common.finish, common.after
local id = common.start(ask.snippets)
local buffer = vim.api.nvim_get_current_buf()
seen.texts = {}

-- Puts the text of the case into the buffer, and returns where its cursor is, as Neovim counts.
local function put(case)
  local before, after = unpack(vim.split(case.text, '<|>', { plain = true }))
  local above = vim.split(before, '\n', { plain = true })
  vim.api.nvim_buf_set_lines(buffer, 0, -1, true, vim.split(before .. after, '\n', { plain = true }))
  return { #above, #above[#above] }
end

local function whole() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n') end

-- As plugins do it, in which older ones have their snippets: each further line is indented like the line of the cursor.
local function expand(snippet)
  local indent = vim.api.nvim_get_current_line():match('^%s*')
  local text = snippet:gsub('%${%d+:([^}]*)}', '%1'):gsub('%$%d', ''):gsub('\\([\\$}])', '%1')
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  vim.api.nvim_buf_set_text(0, row - 1, column, row - 1, column, vim.split(text:gsub('\n', '\n' .. indent), '\n'))
end

local function accept(item, cursor)
  local edit = item.textEdit
  local also = item.additionalTextEdits or {}
  if item.insertTextFormat ~= 2 then
    return vim.lsp.util.apply_text_edits(vim.list_extend({ edit }, also), buffer, 'utf-16')
  end
  local removed = edit.range['end'].character - edit.range.start.character
  for _, other in ipairs(also) do -- in front of the cursor
    removed = removed + other.range['end'].character - other.range.start.character
  end
  vim.lsp.util.apply_text_edits(vim.list_extend({ { range = edit.range, newText = '' } }, also), buffer, 'utf-16')
  vim.wo.virtualedit = 'onemore' -- behind the last character, as while typing
  vim.api.nvim_win_set_cursor(0, { cursor[1], cursor[2] - removed })
  expand(edit.newText)
end

local function try(case)
  local cursor = put(case)
  local params = { textDocument = { uri = vim.uri_from_bufnr(0) } }
  local line = vim.api.nvim_buf_get_lines(buffer, cursor[1] - 1, cursor[1], true)[1]
  local _, units = vim.str_utfindex(line, cursor[2])
  params.position = { line = cursor[1] - 1, character = units }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/completion', params, 10000)
  local result = answers and answers[id] and answers[id].result or {}
  for _, item in ipairs(result.items or result) do
    if item.label == case.label then
      accept(item, cursor)
      return whole()
    end
  end
  return 'there is no ' .. case.label
end

local steps = {}
local function step() if #steps > 0 then table.remove(steps, 1)() end end
local function index_of(label)
  for index, item in ipairs(vim.fn.complete_info({ 'items' }).items) do
    if item.abbr == label then return index end
  end
end

local function key(keys) vim.api.nvim_input(keys) end

local function type_case(case)
  vim.api.nvim_win_set_cursor(0, put(case))
  key('i')
  local function listed() return vim.fn.mode() == 'i' and vim.fn.pumvisible() == 1 and index_of(case.label) end
  after(function() return vim.fn.mode() == 'i' end, function()
    vim.api.nvim_win_set_cursor(0, put(case)) -- behind the last character, where only typing can be
    vim.lsp.completion.get()
    after(listed, function()
      key(('<C-n>'):rep(index_of(case.label) or 0) .. '<C-y>')
      -- what comes is known only so that no time is lost: Neovim asks the server once more before it expands a snippet
      after(function() return vim.fn.pumvisible() == 0 and whole() == case.expected end, function()
        seen.texts[case.name] = whole()
        if vim.snippet then vim.snippet.stop() end
        key('<Esc>')
        after(function() return vim.fn.mode() == 'n' end, step)
      end)
    end)
  end)
end

if vim.lsp.completion then
  vim.o.completeopt = 'menuone,noselect'
  vim.lsp.completion.enable(true, id, buffer, { autotrigger = false })
  for _, case in ipairs(ask.cases) do table.insert(steps, function() type_case(case) end) end
  table.insert(steps, function()
    vim.lsp.stop_client(id, true)
    finish()
  end)
  vim.schedule(step)
else
  for _, case in ipairs(ask.cases) do seen.texts[case.name] = try(case) end
  vim.lsp.stop_client(id, true)
  finish()
end
