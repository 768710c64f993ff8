#!/usr/bin/env ruby
# frozen_string_literal: true

# Puts the change into a checkout of GitLab: `ruby apply.rb ../gitlab`.
#
# New files are copied. Files that GitLab has already are changed next to a line that is looked for, so that the change
# does not depend on a version; where such a line is missing nothing at all is written.

require 'fileutils'

# One change of a file: `at` finds a line, `put` makes the lines that take its place.
Edit = Struct.new(:path, :at, :put)

HOOKS = 'lib/gitlab/ci/config/entry/hooks.rb'
PROCESSABLE = 'lib/gitlab/ci/config/entry/processable.rb'
BUILD_HOOK = 'lib/gitlab/ci/build/hook.rb'
ENTITY = 'lib/api/entities/ci/job_request/hook.rb'
METADATA = 'app/validators/json_schemas/build_metadata_config_options.json'

HOOK = 'pre_stop_k8s_container_handler'

EDITS = [
  Edit.new(HOOKS, /\A\s*ALLOWED_HOOKS = %i\[pre_get_sources_script\]\.freeze/, lambda { |line|
    line.sub('pre_get_sources_script', "pre_get_sources_script #{HOOK}")
  }),
  Edit.new(HOOKS, /\A\s*entry :pre_get_sources_script\b/, lambda { |line|
    indent = line[/\A\s*/]
    <<~RUBY.gsub(/^(?=.)/, indent) + line
      entry :#{HOOK}, Hooks::PreStopK8sContainerHandler,
        description: 'What Kubernetes does in the containers of the job just before it stops them.'

      # The hooks of a job over those of `default:`, hook by hook. A hook is one value: a handler of the job takes
      # the place of that of `default:`, they are not merged.
      def over(default_hooks)
        return self unless config.is_a?(Hash) && default_hooks.config.is_a?(Hash)

        self.class.new(default_hooks.config.merge(config.compact), **metadata) do |hooks|
          hooks.key = key
          hooks.parent = parent
          hooks.description = description
        end
      end

    RUBY
  }),
  Edit.new(PROCESSABLE, /\A\s*deps\.default_entry\[key\] unless current_entry\.specified\?/, lambda { |line|
    indent = line[/\A\s*/]
    <<~RUBY.gsub(/^(?=.)/, indent)
      return deps.default_entry[key] unless current_entry.specified?
      return unless key == :hooks && deps.default_entry[key].specified?

      current_entry.over(deps.default_entry[key]) if ::Feature.enabled?(:ci_hooks_per_hook_inheritance, :instance)
    RUBY
  }),
  Edit.new(BUILD_HOOK, /\A\s*attr_reader :name, :script/, ->(line) { line.sub(':script', ':script, :handler') }),
  Edit.new(BUILD_HOOK, /\A\s*new\(name\.to_s, script\)/, lambda { |line|
    line.sub('new(name.to_s, script)', 'script.is_a?(Hash) ? new(name.to_s, nil, script) : new(name.to_s, script)')
  }),
  Edit.new(BUILD_HOOK, /\A\s*def initialize\(name, script\)/, ->(line) { line.sub('script)', 'script, handler = nil)') }),
  Edit.new(BUILD_HOOK, /\A\s*@script = script/, ->(line) { line + line.gsub('script', 'handler') }),
  Edit.new(METADATA, /\A\s*"pre_get_sources_script": true$/, lambda { |line|
    # The definition is closed: without this no build that has the hook could be stored.
    indent = line[/\A\s*/]
    line.chomp + <<~JSON.gsub(/^(?=.)/, indent).sub(/\A\s*/, ",\n#{indent}")
      "#{HOOK}": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {
          "exec": true,
          "http_get": true,
          "tcp_socket": true
        }
      }
    JSON
  }),
  Edit.new(ENTITY, /\A\s*expose :name, :script/, lambda { |line|
    indent = line[/\A\s*/]
    # A mapping is no list of lines: the runner's decoder would refuse the whole job. A field of its own is one that
    # runners which do not know it pass over.
    "#{line.sub(':name, :script', ':name')}#{indent}expose :script, if: ->(hook, _) { hook.script }\n" \
      "#{indent}expose :handler, if: ->(hook, _) { hook.handler }\n"
  })
].freeze

def changed(text, edit)
  lines = text.lines
  index = lines.index { |line| edit.at.match?(line) }
  raise "#{edit.path}: no line like #{edit.at.inspect}" unless index

  lines[index] = edit.put.call(lines[index])
  lines.join
end

def changes(checkout)
  EDITS.group_by(&:path).to_h do |path, edits|
    [path, edits.reduce(File.read(File.join(checkout, path))) { |text, edit| changed(text, edit) }]
  end
end

if $PROGRAM_NAME == __FILE__
  checkout = ARGV.fetch(0) { abort 'usage: ruby apply.rb CHECKOUT' }
  begin
    texts = changes(checkout)
  rescue StandardError => e
    abort "Nothing was changed: #{e.message}"
  end
  texts.each { |path, text| File.write(File.join(checkout, path), text) }
  kit = __dir__
  %w[lib config spec].each do |folder|
    Dir.glob("#{folder}/**/*", base: kit).select { |path| File.file?(File.join(kit, path)) }.each do |path|
      FileUtils.mkdir_p(File.dirname(File.join(checkout, path)))
      FileUtils.cp(File.join(kit, path), File.join(checkout, path))
    end
  end
  puts "#{texts.size} files changed; new files are in place."
end
