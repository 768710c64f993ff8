// Package v1 stands in for the types of Kubernetes that the kit names.
package v1

import "k8s.io/apimachinery/pkg/util/intstr"

// URIScheme is HTTP or HTTPS.
type URIScheme string

// URISchemeHTTPS is HTTP over TLS.
const URISchemeHTTPS URIScheme = "HTTPS"

type Lifecycle struct{ PostStart, PreStop *LifecycleHandler }

type LifecycleHandler struct {
	Exec      *ExecAction
	HTTPGet   *HTTPGetAction
	TCPSocket *TCPSocketAction
}

type ExecAction struct{ Command []string }

type HTTPHeader struct{ Name, Value string }

type HTTPGetAction struct {
	Path        string
	Port        intstr.IntOrString
	Host        string
	Scheme      URIScheme
	HTTPHeaders []HTTPHeader
}

type TCPSocketAction struct {
	Port intstr.IntOrString
	Host string
}
