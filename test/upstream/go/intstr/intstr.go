// Package intstr stands in for that of Kubernetes.
package intstr

// IntOrString is a port by number.
type IntOrString struct{ IntVal int32 }

// FromInt makes a port of a number.
func FromInt(val int) IntOrString { return IntOrString{IntVal: int32(val)} }
