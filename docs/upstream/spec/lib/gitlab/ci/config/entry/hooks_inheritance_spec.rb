# frozen_string_literal: true

require 'spec_helper'

RSpec.describe 'hooks of a job over those of default', feature_category: :pipeline_composition do
  let(:default_hooks) { { pre_get_sources_script: ['a'], pre_stop_k8s_container_handler: { exec: ['b'] } } }
  let(:job_hooks) { { pre_stop_k8s_container_handler: { http_get: { port: 80 } } } }
  let(:config) do
    { default: { hooks: default_hooks }, test: { script: 'x', hooks: job_hooks }.compact }
  end

  subject(:hooks) do
    Gitlab::Ci::Config::Entry::Root.new(config).tap(&:compose!).jobs_value.dig(:test, :hooks)
  end

  it 'takes each hook from the job, else from default' do
    expect(hooks).to eq(
      pre_get_sources_script: ['a'],
      pre_stop_k8s_container_handler: { http_get: { port: 80 } }
    )
  end

  context 'when a hook of the job is empty' do
    let(:job_hooks) { { pre_get_sources_script: nil } }

    it { is_expected.to eq(default_hooks) }
  end

  context 'when the job has no hooks' do
    let(:job_hooks) { nil }

    it { is_expected.to eq(default_hooks) }
  end

  context 'when the feature flag is off' do
    before do
      stub_feature_flags(ci_hooks_per_hook_inheritance: false)
    end

    it { is_expected.to eq(job_hooks) }
  end
end
