-- Neovim accepts completions: opens FILE with the server SERVER (a JSON list), and for each case of ASK puts the lines
-- into the buffer, asks at the place, accepts the item of that label, and writes the lines that came of it to OUT.
-- Written for 0.7, the oldest one in use, and for all that came after it.
local ask = vim.json.decode(vim.env.ASK)
local common = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/neovim-start.lua')
local seen, finish = common.seen, common.finish
local id = common.start(ask.snippets)
local buffer = vim.api.nvim_get_current_buf()

-- Neovim has its own snippets since 0.10. Before, they came from plugins, which indent in the same way: each further line
-- like the line of the cursor.
local function expand(snippet)
  if vim.snippet then return vim.snippet.expand(snippet) end
  local indent = vim.api.nvim_get_current_line():match('^%s*')
  local text = snippet:gsub('%${%d+:([^}]*)}', '%1'):gsub('%$%d', ''):gsub('\\([\\$}])', '%1')
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  vim.api.nvim_buf_set_text(0, row - 1, column, row - 1, column, vim.split(text:gsub('\n', '\n' .. indent), '\n'))
end

local function accept(item)
  local edit = item.textEdit
  vim.lsp.util.apply_text_edits(item.additionalTextEdits or {}, buffer, 'utf-16')
  if item.insertTextFormat ~= 2 then return vim.lsp.util.apply_text_edits({ edit }, buffer, 'utf-16') end
  local from, to = edit.range.start, edit.range['end']
  vim.api.nvim_buf_set_text(0, from.line, from.character, to.line, to.character, { '' })
  -- behind the last character, as while typing
  vim.wo.virtualedit = 'onemore'
  vim.api.nvim_win_set_cursor(0, { from.line + 1, from.character })
  expand(edit.newText)
end

local function try(case)
  vim.api.nvim_buf_set_lines(0, 0, -1, true, case.lines)
  local position = { line = case.line, character = case.character }
  local params = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = position }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/completion', params, 10000)
  local result = answers and answers[id] and answers[id].result or {}
  for _, item in ipairs(result.items or result) do
    if item.label == case.label then
      accept(item)
      return vim.api.nvim_buf_get_lines(0, 0, -1, true)
    end
  end
  return { 'there is no ' .. case.label }
end

seen.buffers = vim.tbl_map(try, ask.cases)
vim.lsp.stop_client(id, true)
finish()
