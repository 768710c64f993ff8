package spec

// HookPreStopK8sContainerHandler is the hook that Kubernetes runs just before it stops a container of the job.
const HookPreStopK8sContainerHandler HookName = "pre_stop_k8s_container_handler"

// HookHandler is what such a hook does: exactly one of its fields is set. It travels beside Script and not in it,
// since a mapping does not decode into lines: a runner without this field passes it over, where one that was sent a
// mapping as script would fail to read the whole job.
type HookHandler struct {
	Exec      []string       `json:"exec,omitempty"`
	TCPSocket *HookTCPSocket `json:"tcp_socket,omitempty"`
	HTTPGet   *HookHTTPGet   `json:"http_get,omitempty"`
}

// HookTCPSocket opens a connection. Kubernetes accepts it and does not run it.
type HookTCPSocket struct {
	Port int    `json:"port"`
	Host string `json:"host,omitempty"`
}

// HookHTTPGet sends a request from the node to the container.
type HookHTTPGet struct {
	Port        int              `json:"port"`
	Path        string           `json:"path,omitempty"`
	Host        string           `json:"host,omitempty"`
	Scheme      string           `json:"scheme,omitempty"`
	HTTPHeaders []HookHTTPHeader `json:"http_headers,omitempty"`
}

// HookHTTPHeader is one header; a name may come more than once.
type HookHTTPHeader struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Handler returns the handler of the hook with the given name, or nil if the job has none.
func (h Hooks) Handler(name HookName) *HookHandler {
	return h.Get(name).Handler
}
