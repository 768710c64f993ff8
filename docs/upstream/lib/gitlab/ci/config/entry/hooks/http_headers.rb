# frozen_string_literal: true

module Gitlab
  module Ci
    class Config
      module Entry
        ##
        # The headers of a request. A name may come more than once.
        #
        class Hooks::HttpHeaders < ::Gitlab::Config::Entry::ComposableArray
          validations do
            validates :config, array_of_hashes: true
          end

          def composable_class
            Hooks::HttpHeader
          end
        end
      end
    end
  end
end
