# frozen_string_literal: true

# Reads JSON lines `{"id", "jobs": {name: hooks}, "default": hooks, "inherit": {name: keys or true or false}}` and answers with
# `{"id", "errors": [text], "perHook": {name: value}, "replace": {name: value}, "payload": {name: [hook]}}`, by the classes of the kit.

require 'json'
require 'tmpdir'
require 'fileutils'
require_relative 'entry'
require_relative 'gitlab'

KIT = File.expand_path('../../../docs/upstream', __dir__)

module Grape
  # Remembers what an entity shows, and under which condition.
  class Entity
    class << self
      def shown
        @shown ||= []
      end

      def expose(*names, **options)
        names.each { |name| shown << [name, options[:if]] }
      end

      def represent(object)
        shown.select { |_, condition| condition.nil? || condition.call(object, {}) }
             .to_h { |name, _| [name, object.public_send(name)] }
      end
    end
  end
end

module Gitlab
  module Ci
    class Config
      module Entry
        class Commands < ::Gitlab::Config::Entry::Node
          include ::Gitlab::Config::Entry::Validatable

          validations { validates :config, string_or_nested_array_of_strings: { max_level: 10 } }

          def value
            Array(config).flatten
          end
        end
      end
    end
  end
end

# The changed files of an imagined checkout, then the new ones, children first as an autoloader would have them.
Dir.mktmpdir do |checkout|
  FILES.each do |path, text|
    FileUtils.mkdir_p(File.dirname(File.join(checkout, path)))
    File.write(File.join(checkout, path), text)
  end
  system('ruby', File.join(KIT, 'apply.rb'), checkout, out: File::NULL, exception: true)
  METADATA_SCHEMA = JSON.parse(File.read(File.join(checkout, 'app/validators/json_schemas/build_metadata_config_options.json')))
  module Gitlab
    module Ci
      class Config
        module Entry
          class Hooks < ::Gitlab::Config::Entry::Node; end
        end
      end
    end
  end
  entry = File.join(checkout, 'lib/gitlab/ci/config/entry')
  %w[exec tcp_socket http_header http_headers http_get pre_stop_k8s_container_handler].each { |name| require File.join(entry, 'hooks', name) }
  require File.join(entry, 'hooks')
  require File.join(entry, 'processable')
  require File.join(checkout, 'lib/gitlab/ci/build/hook')
  require File.join(checkout, 'lib/api/entities/ci/job_request/hook')
end

# A mapping by symbols, as GitLab loads it; `{"$symbol": "x"}` and the like as the conformance data spells them.
def loaded(value)
  case value
  when Array then value.map { |item| loaded(item) }
  when Hash
    return value['$symbol'].to_sym if value.key?('$symbol')
    return value['$float'].to_f if value.key?('$float')
    return value['$int'].to_i if value.key?('$int')

    value.to_h { |key, held| [key.to_sym, loaded(held)] }
  else value
  end
end

Hooks = Gitlab::Ci::Config::Entry::Hooks

# A job as far as hooks are concerned: which of its own keys `inherit:default` takes over.
class Job
  include Gitlab::Ci::Config::Entry::Processable

  Inherit = Struct.new(:default_entry)
  Choice = Struct.new(:choice) do
    def inherit?(key)
      choice == true || (choice.is_a?(Array) && choice.include?(key.to_s))
    end
  end

  def initialize(choice)
    @choice = choice
  end

  def inherit_entry
    Inherit.new(Choice.new(@choice))
  end
end

def hooks_at(place, config)
  parent = Gitlab::Config::Entry::Node.new(nil) { |node| node.key = place }
  Hooks.new(config) do |hooks|
    hooks.key = :hooks
    hooks.parent = parent
  end
end

Deps = Struct.new(:default_entry)
Options = Struct.new(:options)

def effective(config, name, per_hook)
  Feature.flags = { ci_hooks_per_hook_inheritance: per_hook }
  own = hooks_at("jobs:#{name}", loaded(config.dig('jobs', name)))
  standard = hooks_at('default', loaded(config['default']))
  taken = Job.new(config.dig('inherit', name)).overwrite_entry(Deps.new({ hooks: standard }), :hooks, own)
  hooks = taken&.specified? ? taken : own
  hooks.compose! if hooks.specified?
  hooks
end

def answer(config)
  standard = hooks_at('default', loaded(config['default']))
  standard.compose! if standard.specified?
  errors = standard.specified? ? standard.errors : []
  values = { perHook: {}, replace: {}, payload: {} }
  config['jobs'].each_key do |name|
    errors += effective(config, name, false).then { |hooks| hooks.specified? ? hooks.errors : [] }
    { replace: false, perHook: true }.each do |policy, per_hook|
      hooks = effective(config, name, per_hook)
      values[policy][name] = hooks.value if hooks.specified? && hooks.errors.empty?
    end
    hooks = Gitlab::Ci::Build::Hook.from_hooks(Options.new({ hooks: values[:perHook][name] }))
    values[:payload][name] = hooks.map { |hook| API::Entities::Ci::JobRequest::Hook.represent(hook) }
  end
  { id: config['id'], errors: errors.uniq, **values }
end

puts JSON.generate({ metadata: METADATA_SCHEMA })
$stdin.each_line { |line| puts JSON.generate(answer(JSON.parse(line))) }
