# frozen_string_literal: true

module Gitlab
  module Ci
    class Config
      module Entry
        ##
        # A GET request to a server in the container.
        #
        class Hooks::HttpGet < ::Gitlab::Config::Entry::Node
          include ::Gitlab::Config::Entry::Configurable
          include ::Gitlab::Config::Entry::Attributable

          ALLOWED_KEYS = %i[port path host scheme http_headers].freeze
          PORTS = (1..65535)
          SCHEMES = %w[HTTP HTTPS].freeze

          attributes %i[port path host scheme]

          validations do
            validates :config, allowed_keys: ALLOWED_KEYS, required_keys: %i[port]
            validates :port, type: Integer, inclusion: { in: PORTS, message: 'should be from 1 to 65535' }, if: :port?

            with_options allow_nil: true do
              validates :path, type: String
              validates :host, type: String
              validates :scheme, type: String
              validates :scheme_name, inclusion: { in: SCHEMES, message: 'should be HTTP or HTTPS' }
            end
          end

          entry :http_headers, Hooks::HttpHeaders, description: 'Headers of the request.'

          def port?
            @config.is_a?(Hash) && @config.key?(:port)
          end

          # Kubernetes takes upper case only, GitLab's `ports` lower case only: an author may write either.
          def scheme_name
            scheme.upcase if scheme.is_a?(String)
          end

          def value
            @config.merge(scheme: scheme_name, http_headers: http_headers_value).compact
          end
        end
      end
    end
  end
end
