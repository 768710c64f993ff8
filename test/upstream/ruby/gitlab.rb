# frozen_string_literal: true

# Excerpts in the form of GitLab's own files, with the lines that the kit changes and little else.

FILES = {
  'lib/gitlab/ci/config/entry/hooks.rb' => <<~RUBY,
    module Gitlab
      module Ci
        class Config
          module Entry
            class Hooks < ::Gitlab::Config::Entry::Node
              include ::Gitlab::Config::Entry::Configurable

              ALLOWED_HOOKS = %i[pre_get_sources_script].freeze

              validations do
                validates :config, type: Hash, allowed_keys: ALLOWED_HOOKS
              end

              entry :pre_get_sources_script, Entry::Commands,
                description: 'Lines before the sources are fetched.'
            end
          end
        end
      end
    end
  RUBY
  'lib/gitlab/ci/config/entry/processable.rb' => <<~RUBY,
    module Gitlab
      module Ci
        class Config
          module Entry
            module Processable
              def overwrite_entry(deps, key, current_entry)
                return unless inherit_entry&.default_entry&.inherit?(key)
                return unless deps.default_entry

                deps.default_entry[key] unless current_entry.specified?
              end
            end
          end
        end
      end
    end
  RUBY
  'lib/gitlab/ci/build/hook.rb' => <<~RUBY,
    module Gitlab
      module Ci
        module Build
          class Hook
            attr_reader :name, :script

            class << self
              def from_hooks(job)
                job.options[:hooks].to_a.map do |name, script|
                  new(name.to_s, script)
                end
              end
            end

            def initialize(name, script)
              @name = name
              @script = script
            end
          end
        end
      end
    end
  RUBY
  'lib/api/entities/ci/job_request/hook.rb' => <<~RUBY,
    module API
      module Entities
        module Ci
          module JobRequest
            class Hook < Grape::Entity
              expose :name, :script
            end
          end
        end
      end
    end
  RUBY
  'app/validators/json_schemas/build_metadata_config_options.json' => <<~JSON
    {
      "type": "object",
      "properties": {
        "hooks": { "$ref": "#/definitions/hooksDefinition" }
      },
      "definitions": {
        "hooksDefinition": {
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "pre_get_sources_script": true
          }
        }
      }
    }
  JSON
}.freeze
