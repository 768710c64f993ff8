# frozen_string_literal: true

module Gitlab
  module Ci
    class Config
      module Entry
        ##
        # What Kubernetes does in a container just before it stops it: exactly one of three handlers.
        #
        class Hooks::PreStopK8sContainerHandler < ::Gitlab::Config::Entry::Node
          include ::Gitlab::Config::Entry::Configurable

          HANDLERS = %i[exec tcp_socket http_get].freeze

          validations do
            validates :config, allowed_keys: HANDLERS, only_one_of_keys: HANDLERS
            validates :handler, exclusion: { in: [nil], message: "can't be blank" }, if: :one_handler?
          end

          entry :exec, Hooks::Exec, description: 'Command that runs in the container.'
          entry :tcp_socket, Hooks::TcpSocket, description: 'Connection that the node opens to the container.'
          entry :http_get, Hooks::HttpGet, description: 'Request that the node sends to the container.'

          # A key without a value counts as a handler above, and Kubernetes refuses a pod whose handler is empty.
          def handler
            config.each_value.first
          end

          def one_handler?
            config.is_a?(Hash) && config.one?
          end
        end
      end
    end
  end
end
