-- What the recipe of the guide uses of Neovim 0.8, for 0.7, which Debian 12 has. Newer ones keep their own.
vim.fs = vim.fs or {
  dirname = function(path) return vim.fn.fnamemodify(path, ':h') end,
  find = function(name, options)
    local found = vim.fn.finddir(name, options.path .. ';')
    return found == '' and {} or { (vim.fn.fnamemodify(found, ':p'):gsub('/$', '')) }
  end,
}
vim.lsp.start = vim.lsp.start or function(config)
  for _, client in pairs(vim.lsp.get_active_clients()) do
    if client.config.name == config.name and client.config.root_dir == config.root_dir then
      return vim.lsp.buf_attach_client(0, client.id)
    end
  end
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
end
