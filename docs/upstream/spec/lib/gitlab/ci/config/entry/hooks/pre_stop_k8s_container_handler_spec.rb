# frozen_string_literal: true

require 'spec_helper'

RSpec.describe Gitlab::Ci::Config::Entry::Hooks::PreStopK8sContainerHandler, feature_category: :pipeline_composition do
  subject(:entry) { described_class.new(config).tap(&:compose!) }

  using RSpec::Parameterized::TableSyntax

  context 'when the handler is sound' do
    where(:config, :value) do
      { exec: ['sync'] }                                   | { exec: ['sync'] }
      { exec: 'sync' }                                     | { exec: ['sync'] }
      { exec: [['rm', '-f'], '/lock'] }                    | { exec: ['rm', '-f', '/lock'] }
      { tcp_socket: { port: 1, host: 'h' } }               | { tcp_socket: { port: 1, host: 'h' } }
      { http_get: { port: 65_535 } }                       | { http_get: { port: 65_535 } }
      { http_get: { port: 1, scheme: 'https' } }           | { http_get: { port: 1, scheme: 'HTTPS' } }
      { http_get: { port: 1, http_headers: [{ name: 'A', value: '' }] } } |
        { http_get: { port: 1, http_headers: [{ name: 'A', value: '' }] } }
    end

    with_them do
      it { is_expected.to be_valid }
      it { expect(entry.value).to eq(value) }
    end
  end

  context 'when the handler is not sound' do
    where(:config, :error) do
      {}                                                   | 'must use exactly one of these keys'
      'sync'                                               | 'config should be a hash'
      { exec: ['a'], http_get: { port: 1 } }               | 'must use exactly one of these keys'
      { exec: ['a'], sleep: { seconds: 1 } }               | 'config contains unknown keys: sleep'
      { exec: nil }                                        | "handler can't be blank"
      { exec: [] }                                         | "command can't be blank"
      { exec: ['sleep', 10] }                              | 'should be a string or a nested array of strings'
      { tcp_socket: { host: 'h' } }                        | 'config missing required keys: port'
      { tcp_socket: { port: '80' } }                       | 'port should be an integer'
      { http_get: { port: 0 } }                            | 'port should be from 1 to 65535'
      { http_get: { port: 1, scheme: 'ftp' } }             | 'scheme name should be http or https'
      { http_get: { port: 1, method: 'POST' } }            | 'config contains unknown keys: method'
      { http_get: { port: 1, http_headers: {} } }          | 'config should be an array of hashes'
      { http_get: { port: 1, http_headers: [{ name: 'A' }] } } | 'config missing required keys: value'
      { http_get: { port: 1, http_headers: [{ name: 'A_b', value: '' }] } } | 'letters, digits and hyphens only'
      { http_get: { port: 1, http_headers: [{ name: 'A', value: 1 }] } } | 'value should be a string'
    end

    with_them do
      it { expect(entry.errors).to include(a_string_including(error)) }
    end
  end
end
