// Package spec stands in for the runner's, with the change that the kit describes for its Hook.
package spec

// HookName is the name of a hook.
type HookName string

// Hook is one hook of a job.
type Hook struct {
	Name    HookName     `json:"name"`
	Script  []string     `json:"script"`
	Handler *HookHandler `json:"handler,omitempty"`
}

// Hooks are the hooks of a job.
type Hooks []Hook

// Get returns the first hook of that name.
func (h Hooks) Get(name HookName) Hook {
	for _, hook := range h {
		if hook.Name == name {
			return hook
		}
	}

	return Hook{}
}
