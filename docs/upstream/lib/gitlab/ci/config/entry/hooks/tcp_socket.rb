# frozen_string_literal: true

module Gitlab
  module Ci
    class Config
      module Entry
        ##
        # Kubernetes takes this handler and does not run it. It is here because the proposal names it.
        #
        class Hooks::TcpSocket < ::Gitlab::Config::Entry::Node
          include ::Gitlab::Config::Entry::Validatable
          include ::Gitlab::Config::Entry::Attributable

          ALLOWED_KEYS = %i[port host].freeze
          PORTS = (1..65535)

          attributes ALLOWED_KEYS

          validations do
            validates :config, type: Hash, allowed_keys: ALLOWED_KEYS, required_keys: %i[port]
            validates :port, type: Integer, inclusion: { in: PORTS, message: 'should be from 1 to 65535' }, if: :port?

            with_options allow_nil: true do
              validates :host, type: String
            end
          end

          def port?
            @config.is_a?(Hash) && @config.key?(:port)
          end

          def value
            @config.compact
          end
        end
      end
    end
  end
end
