# frozen_string_literal: true

module Gitlab
  module Ci
    class Config
      module Entry
        ##
        # One header. Kubernetes takes fewer characters in a name than HTTP does, and refuses the pod otherwise.
        #
        class Hooks::HttpHeader < ::Gitlab::Config::Entry::Node
          include ::Gitlab::Config::Entry::Validatable
          include ::Gitlab::Config::Entry::Attributable

          ALLOWED_KEYS = %i[name value].freeze
          NAME = /\A[-A-Za-z0-9]+\z/

          # `value` is what an entry comes to: the text of the header is read from the configuration.
          attributes %i[name]

          validations do
            validates :config, type: Hash, allowed_keys: ALLOWED_KEYS, required_keys: ALLOWED_KEYS

            with_options if: :complete? do
              validates :name, type: String
              validates :name, format: { with: NAME, message: 'should have letters, digits and hyphens only' }
              validates :text, type: { with: String, message: 'value should be a string' }
            end
          end

          def text
            @config[:value]
          end

          def complete?
            @config.is_a?(Hash) && ALLOWED_KEYS.all? { |key| @config.key?(key) }
          end
        end
      end
    end
  end
end
