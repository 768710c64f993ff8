package kubernetes

import (
	api "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"gitlab.com/gitlab-org/gitlab-runner/common/spec"
)

// withJobHooks puts the pre-stop handler of a job over the one that config.toml has for every job. What else
// config.toml says of the lifecycle stays.
func withJobHooks(lifecycle *api.Lifecycle, hooks spec.Hooks) *api.Lifecycle {
	handler := toLifecycleHandler(hooks.Handler(spec.HookPreStopK8sContainerHandler))
	if handler == nil {
		return lifecycle
	}

	merged := &api.Lifecycle{PreStop: handler}
	if lifecycle != nil {
		merged.PostStart = lifecycle.PostStart
	}

	return merged
}

// toLifecycleHandler returns nil for a handler that says nothing: Kubernetes refuses a pod with an empty one.
func toLifecycleHandler(handler *spec.HookHandler) *api.LifecycleHandler {
	switch {
	case handler == nil:
		return nil
	case len(handler.Exec) > 0:
		return &api.LifecycleHandler{Exec: &api.ExecAction{Command: handler.Exec}}
	case handler.HTTPGet != nil:
		return &api.LifecycleHandler{HTTPGet: toHTTPGetAction(handler.HTTPGet)}
	case handler.TCPSocket != nil:
		return &api.LifecycleHandler{TCPSocket: &api.TCPSocketAction{
			Host: handler.TCPSocket.Host,
			Port: intstr.FromInt(handler.TCPSocket.Port),
		}}
	default:
		return nil
	}
}

func toHTTPGetAction(get *spec.HookHTTPGet) *api.HTTPGetAction {
	action := &api.HTTPGetAction{
		Host:   get.Host,
		Path:   get.Path,
		Port:   intstr.FromInt(get.Port),
		Scheme: api.URIScheme(get.Scheme),
	}
	for _, header := range get.HTTPHeaders {
		action.HTTPHeaders = append(action.HTTPHeaders, api.HTTPHeader{Name: header.Name, Value: header.Value})
	}

	return action
}
