-- Neovim in the repository of the scenario: opens FILE with the server SERVER (a JSON list), and writes what it saw to OUT.
-- Written for 0.7, the oldest one in use, and for all that came after it.
local common = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/neovim-start.lua')
local seen, finish, await = common.seen, common.finish, common.await
vim.o.hidden = true
local id = common.start(false) -- with snippets: neovim-accept.lua
local root = vim.fn.fnamemodify(vim.env.FILE, ':h')
local pipeline = vim.api.nvim_get_current_buf()

local function line_of(buffer, number) return vim.api.nvim_buf_get_lines(buffer, number - 1, number, true)[1] end

-- The cursor is put behind the first letters of a text; what is asked for is in UTF-16, as Neovim makes it.
local function put_at(number, text)
  local start = line_of(0, number):find(text, 1, true)
  vim.api.nvim_win_set_cursor(0, { number, start + 1 })
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000)
  return answers and answers[id] and answers[id].result or {}
end

local function errors() return vim.diagnostic.get(pipeline, { severity = vim.diagnostic.severity.ERROR }) end

local function fault(one)
  return ('%d: %s'):format(one.lnum + 1, line_of(pipeline, one.lnum + 1):sub(one.col + 1, one.end_col))
end

await('an error', function() return #errors() > 0 end)
seen.faults = vim.tbl_map(fault, errors())

put_at(4, 'stagee')
local range = vim.lsp.util.make_range_params(0, 'utf-16')
range.context = { diagnostics = {} }
for _, action in ipairs(ask('textDocument/codeAction', range)) do
  if action.title == 'Rename to stage' then vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16') end
end
await('the fix', function() return not line_of(pipeline, 4):find('stagee', 1, true) end)
seen.fixed = line_of(pipeline, 4)

local last = vim.api.nvim_buf_line_count(pipeline)
local params = vim.lsp.util.make_position_params(0, 'utf-16')
params.position = { line = last - 1, character = 6 }
local completion = ask('textDocument/completion', params)
for _, item in ipairs(completion.items or completion) do
  if item.label == 'http_get' then vim.lsp.util.apply_text_edits({ item.textEdit }, pipeline, 'utf-16') end
end
local count = vim.api.nvim_buf_line_count(pipeline)
seen.completed = vim.api.nvim_buf_get_lines(pipeline, last - 2, count, true)

put_at(3, '.base')
vim.lsp.buf.definition()
await('the definition', function() return vim.api.nvim_buf_get_name(0):find('base.yml', 1, true) end)
seen.jumped = ('%s:%d'):format(vim.api.nvim_buf_get_name(0):sub(#root + 2), vim.api.nvim_win_get_cursor(0)[1])

local base = vim.api.nvim_get_current_buf()
vim.api.nvim_set_current_buf(pipeline)
put_at(3, '.base')
vim.lsp.buf.rename('.graceful')
await('the other name', function()
  return line_of(pipeline, 3):find('graceful', 1, true) and line_of(base, 1):find('graceful', 1, true)
end)
seen.renamed = { line_of(pipeline, 3), line_of(base, 1) }

-- an included file goes, which only the next save lets the server notice
vim.cmd('wall')
os.remove(root .. '/ci/more.yml')
vim.api.nvim_set_current_buf(pipeline)
vim.cmd('write')
local function missing()
  return vim.tbl_filter(function(one) return one.lnum == 1 end, errors())[1]
end
await('the missing file', missing)
seen.noticed = fault(missing())
vim.lsp.stop_client(id, true)
finish()
