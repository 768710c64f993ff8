-- What the scripts for Neovim have in common: FILE is opened with the server SERVER (a JSON list), and what was seen is
-- written to OUT as JSON. Written for 0.7, the oldest one in use, and for all that came after it.
local common = { seen = {} }

function common.finish()
  local out = assert(io.open(vim.env.OUT, 'w'))
  out:write(vim.json.encode(common.seen))
  out:close()
  vim.cmd('qall!')
end

function common.await(what, condition)
  if vim.wait(10000, condition, 20) then return end
  common.seen.failed = 'waited in vain for ' .. what
  common.finish()
end

-- Opens the file and returns its client; `snippets` is whether that says that it supports them, if it matters.
function common.start(snippets)
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.FILE))
  vim.bo.filetype = 'yaml'
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  if snippets ~= nil then capabilities.textDocument.completion.completionItem.snippetSupport = snippets end
  local id = vim.lsp.start_client({
    name = 'gitlab-ci-language-tools',
    cmd = vim.json.decode(vim.env.SERVER),
    root_dir = vim.fn.fnamemodify(vim.env.FILE, ':h'),
    capabilities = capabilities,
  })
  common.await('the server to start', function()
    local client = vim.lsp.get_client_by_id(id)
    return client and client.initialized
  end)
  vim.lsp.buf_attach_client(0, id)
  return id
end

-- Goes on with the next step once the condition holds, or five seconds later: keys arrive only while no script runs.
function common.after(condition, next)
  local function look(left)
    if condition() or left == 0 then return next() end
    vim.defer_fn(function() look(left - 1) end, 20)
  end
  look(250)
end

return common
