# frozen_string_literal: true

# As much of GitLab's entries of the configuration as the classes of the kit rest on, written anew and small: a node
# checks its own value, then that of its children, and names its place in every message.

class Object
  def presence_of?
    respond_to?(:empty?) ? !empty? : !nil?
  end
end

module Feature
  class << self
    attr_accessor :flags

    def enabled?(name, _actor = nil)
      flags.fetch(name)
    end
  end
end

module Gitlab
  module Config
    module Entry
      # The checks of a class: each is given the value of an attribute and answers with what is wrong.
      module Checks
        LISTS = lambda { |value, levels, &one|
          one.call(value) || (levels.positive? && value.is_a?(Array) && value.all? { |item| LISTS.call(item, levels - 1, &one) })
        }
        STRING = ->(value) { value.is_a?(String) || value.is_a?(Symbol) }
        KEYS = ->(value) { value.is_a?(Hash) ? value.keys : [] }

        ALL = {
          type: lambda { |value, option|
            type, message = option.is_a?(Hash) ? option.values_at(:with, :message) : [option, nil]
            article = type.name.match?(/\A[aeiou]/i) ? 'an' : 'a'
            message || "should be #{article} #{type.name.downcase}" unless value.is_a?(type)
          },
          allowed_keys: lambda { |value, keys|
            unknown = KEYS.call(value).map(&:to_s) - keys.map(&:to_s)
            "contains unknown keys: #{unknown.join(', ')}" if unknown.any?
          },
          only_one_of_keys: lambda { |value, keys|
            "must use exactly one of these keys: #{keys.join(', ')}" unless (keys & KEYS.call(value)).one?
          },
          required_keys: lambda { |value, keys|
            missing = keys - KEYS.call(value)
            "missing required keys: #{missing.join(', ')}" if missing.any?
          },
          inclusion: ->(value, option) { option[:message] unless option[:in].include?(value) },
          exclusion: ->(value, option) { option[:message] if option[:in].include?(value) },
          format: ->(value, option) { option[:message] unless value.is_a?(String) && value.match?(option[:with]) },
          presence: ->(value, _) { "can't be blank" unless value.presence_of? },
          array_of_hashes: ->(value, _) { 'should be an array of hashes' unless value.is_a?(Array) && value.all?(Hash) },
          string_or_nested_array_of_strings: lambda { |value, option|
            levels = option[:max_level]
            "should be a string or a nested array of strings up to #{levels} levels deep" unless LISTS.call(value, levels, &STRING)
          }
        }.freeze
      end

      Rule = Struct.new(:attribute, :checks, :options)

      # What stands inside `validations do`.
      class Validations
        attr_reader :rules

        def initialize(options = {}, rules = [])
          @options = options
          @rules = rules
        end

        def validates(*attributes, **checks)
          options = @options.merge(checks.slice(:if, :allow_nil))
          attributes.each { |attribute| rules << Rule.new(attribute, checks.except(:if, :allow_nil), options) }
        end

        def with_options(**options, &block)
          Validations.new(@options.merge(options), rules).instance_exec(&block)
        end
      end

      module Validatable
        def self.included(base)
          base.extend(ClassMethods)
        end

        module ClassMethods
          def validations(&block)
            own_validations.instance_exec(&block)
          end

          def own_validations
            @own_validations ||= Validations.new
          end
        end

        def own_errors
          self.class.own_validations.rules.flat_map { |rule| broken(rule) }.uniq
        end

        private

        def broken(rule)
          return [] if rule.options[:if] && !send(rule.options[:if])

          value = send(rule.attribute)
          return [] if rule.options[:allow_nil] && value.nil?

          rule.checks.filter_map do |name, option|
            told = Checks::ALL.fetch(name).call(value, option)
            "#{location} #{rule.attribute.to_s.tr('_', ' ')} #{told}".downcase if told
          end
        end
      end

      class Node
        attr_reader :config, :metadata, :entries
        attr_accessor :key, :parent, :description

        def initialize(config, **metadata)
          @config = config
          @metadata = metadata
          @entries = {}
          yield self if block_given?
        end

        def own_errors
          []
        end

        def valid?
          own_errors.empty?
        end

        def compose!(deps = nil)
          return unless valid?

          yield if block_given?
          entries.each_value { |entry| entry.compose!(deps) }
        end

        def errors
          own_errors + entries.values.flat_map(&:errors)
        end

        def specified?
          !config.nil?
        end

        def value
          entries.empty? ? config : entries.select { |_, entry| entry.specified? }.transform_values(&:value)
        end

        def location
          [parent&.location, key].compact.join(':')
        end
      end

      module Attributable
        def self.included(base)
          base.extend(ClassMethods)
        end

        module ClassMethods
          def attributes(*names)
            names.flatten.each do |name|
              define_method(name) { config[name] if config.is_a?(Hash) }
            end
          end
        end
      end

      module Configurable
        def self.included(base)
          base.include(Validatable)
          base.extend(ClassMethods)
          base.validations { validates :config, type: Hash }
        end

        module ClassMethods
          def nodes
            @nodes ||= {}
          end

          def entry(key, type, description: nil)
            nodes[key] = [type, description]
            define_method("#{key}_value") { entries[key].value if entries[key]&.specified? && entries[key].valid? }
          end
        end

        def compose!(deps = nil)
          super do
            self.class.nodes.each { |key, (type, _)| add(key, config[key].nil? ? Node : type) if config.is_a?(Hash) }
            yield if block_given?
          end
        end

        private

        def add(key, type)
          entries[key] = type.new(config[key]) do |entry|
            entry.key = key
            entry.parent = self
          end
        end
      end

      class ComposableArray < Node
        include Validatable

        def self.inherited(type)
          super
          type.extend(Validatable::ClassMethods)
        end

        def compose!(deps = nil)
          super do
            config.flatten.each_with_index do |value, index|
              entries[index] = composable_class.new(value) do |entry|
                entry.key = composable_class.name.split('::').last.gsub(/(?<=.)([A-Z])/, '_\1').downcase
                entry.parent = self
              end
            end
          end
        end

        def value
          entries.values.map(&:value)
        end
      end
    end
  end
end
