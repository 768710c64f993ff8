-- Neovim as a client: opens FILE with the server SERVER (a JSON list), asks and edits as ASK says, and writes what it
-- saw to OUT as JSON. Written for 0.7, the oldest one in use, and for all that came after it.
local ask = vim.json.decode(vim.env.ASK)
local common = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/neovim-start.lua')
local seen, finish, await = common.seen, common.finish, common.await
local id = common.start()

local function errors()
  return vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })
end

local function marked(diagnostic)
  local line = vim.api.nvim_buf_get_lines(0, diagnostic.lnum, diagnostic.lnum + 1, true)[1]
  return { text = line:sub(diagnostic.col + 1, diagnostic.end_col), code = diagnostic.code, source = diagnostic.source }
end

local function request(method, line, character)
  local params = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = { line = line, character = character } }
  local answers = vim.lsp.buf_request_sync(0, method, params, 10000)
  return answers and answers[id] and answers[id].result
end

await('an error', function() return #errors() > 0 end)
seen.errors = vim.tbl_map(marked, errors())

local hover = request('textDocument/hover', ask.hover.line, ask.hover.character)
seen.hover = hover and vim.lsp.util.convert_input_to_markdown_lines(hover.contents)

local completion = request('textDocument/completion', ask.complete.line, ask.complete.character)
seen.completion = vim.tbl_map(function(item) return item.label end, completion and (completion.items or completion) or {})

vim.api.nvim_buf_set_lines(0, ask.remove.first, ask.remove.last, true, {})
await('the error to go', function() return #errors() == 0 end)
seen.mended = true

vim.lsp.stop_client(id)
await('the server to end', function() return vim.lsp.get_client_by_id(id) == nil or vim.lsp.client_is_stopped(id) end)
finish()
