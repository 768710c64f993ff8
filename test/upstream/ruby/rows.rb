# frozen_string_literal: true

# Runs the rows of the kit's own spec of handlers through its classes, and prints each row with whether it holds.

require 'json'

SPEC = File.expand_path('../../../docs/upstream/spec/lib/gitlab/ci/config/entry/hooks/pre_stop_k8s_container_handler_spec.rb', __dir__)

# `CONFIG | VALUE OR ERROR`, on one line or two.
rows = File.read(SPEC).gsub(/\|\n\s+/, '| ').lines.map(&:strip).grep(/\A(\{.*\}|'sync')\s+\|\s/).map { |row| row.split(/\s+\|\s/, 2) }
questions = rows.map.with_index do |(config, _), index|
  hooks = { pre_stop_k8s_container_handler: eval(config) } # rubocop:disable Security/Eval
  JSON.generate({ id: index.to_s, jobs: { x: hooks }, default: nil, inherit: { x: true } })
end
answers = IO.popen(['ruby', File.join(__dir__, 'run.rb')], 'r+') do |io|
  questions.each { |question| io.puts question }
  io.close_write
  io.readlines.drop(1).map { |line| JSON.parse(line) }
end
rows.zip(answers).each do |(config, expected), answer|
  wanted = eval(expected) # rubocop:disable Security/Eval
  holds =
    if wanted.is_a?(String)
      answer['errors'].any? { |error| error.include?(wanted) }
    else
      answer['errors'].empty? && answer['perHook'].dig('x', 'pre_stop_k8s_container_handler') == JSON.parse(JSON.generate(wanted))
    end
  puts JSON.generate({ row: config, holds: holds, errors: answer['errors'] })
end
