package kubernetes

import (
	"encoding/json"
	"reflect"
	"testing"

	api "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"gitlab.com/gitlab-org/gitlab-runner/common/spec"
)

func hooksFrom(t *testing.T, payload string) spec.Hooks {
	t.Helper()

	var hooks spec.Hooks
	if err := json.Unmarshal([]byte(payload), &hooks); err != nil {
		t.Fatal(err)
	}

	return hooks
}

func TestWithJobHooks(t *testing.T) {
	ofConfig := &api.Lifecycle{
		PreStop:   &api.LifecycleHandler{Exec: &api.ExecAction{Command: []string{"config"}}},
		PostStart: &api.LifecycleHandler{Exec: &api.ExecAction{Command: []string{"start"}}},
	}

	tests := map[string]struct {
		payload string
		config  *api.Lifecycle
		want    *api.Lifecycle
	}{
		"no hook of the job": {
			payload: `[{"name": "pre_get_sources_script", "script": ["a"]}]`,
			config:  ofConfig,
			want:    ofConfig,
		},
		"nothing at all": {payload: `[]`},
		"exec": {
			payload: `[{"name": "pre_stop_k8s_container_handler", "handler": {"exec": ["rm", "-f", "/lock"]}}]`,
			want: &api.Lifecycle{
				PreStop: &api.LifecycleHandler{Exec: &api.ExecAction{Command: []string{"rm", "-f", "/lock"}}},
			},
		},
		"the job wins, the rest of config.toml stays": {
			payload: `[{"name": "pre_stop_k8s_container_handler", "handler": {"tcp_socket": {"port": 80}}}]`,
			config:  ofConfig,
			want: &api.Lifecycle{
				PreStop:   &api.LifecycleHandler{TCPSocket: &api.TCPSocketAction{Port: intstr.FromInt(80)}},
				PostStart: ofConfig.PostStart,
			},
		},
		"http_get with all of its fields": {
			payload: `[{"name": "pre_stop_k8s_container_handler", "handler": {"http_get": {
				"port": 8080, "path": "/stop", "host": "h", "scheme": "HTTPS", "http_headers": [{"name": "A", "value": "b"}]}}}]`,
			want: &api.Lifecycle{PreStop: &api.LifecycleHandler{HTTPGet: &api.HTTPGetAction{
				Host: "h", Path: "/stop", Port: intstr.FromInt(8080), Scheme: api.URISchemeHTTPS,
				HTTPHeaders: []api.HTTPHeader{{Name: "A", Value: "b"}},
			}}},
		},
		"an empty handler leaves config.toml alone": {
			payload: `[{"name": "pre_stop_k8s_container_handler", "handler": {}}]`,
			config:  ofConfig,
			want:    ofConfig,
		},
	}

	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := withJobHooks(tt.config, hooksFrom(t, tt.payload))
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}
