# frozen_string_literal: true

module Gitlab
  module Ci
    class Config
      module Entry
        ##
        # A command with its arguments. Kubernetes refuses a pod whose command is empty, so that an empty one
        # ends here, where its author can be told.
        #
        class Hooks::Exec < ::Gitlab::Config::Entry::Node
          include ::Gitlab::Config::Entry::Validatable

          MAX_NESTING_LEVEL = 10

          validations do
            validates :config, string_or_nested_array_of_strings: { max_level: MAX_NESTING_LEVEL }
            validates :command, presence: true
          end

          def command
            Array(@config).flatten if @config.is_a?(Array) || @config.is_a?(String)
          end

          def value
            command
          end
        end
      end
    end
  end
end
