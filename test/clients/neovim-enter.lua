-- Neovim 0.12 with help at Enter, switched on by the Lua in ASK: opens FILE with the server SERVER (a JSON list), types
-- the keys of each step of ASK behind its last line, waits for the line that has to come, and writes the text to OUT.
local ask = vim.json.decode(vim.env.ASK)
local common = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/neovim-start.lua')
local seen, finish, after = common.seen, common.finish, common.after
assert(loadstring(ask.enable))()
local id = common.start()

local function type_step(index)
  local step = ask.steps[index]
  if not step then
    seen.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\n')
    vim.lsp.stop_client(id, true)
    return finish()
  end
  vim.api.nvim_input(step.keys)
  local function is_there()
    return vim.api.nvim_win_get_cursor(0)[1] == step.row and vim.api.nvim_get_current_line() == step.line
  end
  after(is_there, function() type_step(index + 1) end)
end

vim.api.nvim_win_set_cursor(0, { vim.api.nvim_buf_line_count(0), 0 })
vim.api.nvim_input('A')
vim.schedule(function() type_step(1) end)
