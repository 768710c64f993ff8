# frozen_string_literal: true

require 'spec_helper'

RSpec.describe Gitlab::Ci::Build::Hook, feature_category: :pipeline_composition do
  let(:job) { instance_double(Ci::Build, options: { hooks: hooks }) }

  subject(:sent) do
    described_class.from_hooks(job).map { |hook| API::Entities::Ci::JobRequest::Hook.new(hook).as_json }
  end

  context 'with lines and a handler' do
    let(:hooks) { { pre_get_sources_script: ['ls'], pre_stop_k8s_container_handler: { exec: ['sync'] } } }

    it 'sends lines as script, and the handler in a field of its own' do
      expect(sent).to match_array([
        { name: 'pre_get_sources_script', script: ['ls'] },
        { name: 'pre_stop_k8s_container_handler', handler: { exec: ['sync'] } }
      ])
    end
  end
end
