;;; emacs.el -*- lexical-binding: t -*-
;; Emacs with eglot as a client: opens FILE as a person does, and writes what it saw to OUT as JSON: of the scenario, with
;; ONLY just its problems or, if there is STEPS (JSON), the text after each accepted completion. With SNIPPETS, it has
;; yasnippet.
(require 'json)
(unless (getenv "SNIPPETS") (setq package-load-list '((yasnippet nil) all)))
(package-initialize)
(load (getenv "INIT"))
(when (getenv "SNIPPETS") (yas-global-mode 1))
(setq inhibit-message t
      eglot-sync-connect 10
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil)

(defun await (what condition)
  "Let messages arrive until CONDITION holds; WHAT says what was waited for."
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall condition)) (< (float-time) end))
      (accept-process-output nil 0.02))
    (unless (funcall condition) (error "Waited in vain for %s" what))))

(defun line-here () (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(defun line-of (number)
  (save-excursion (goto-char (point-min)) (forward-line (1- number)) (line-here)))

(defun errors ()
  (seq-filter (lambda (one) (eq (flymake-diagnostic-type one) 'eglot-error)) (flymake-diagnostics)))

(defun error-above ()
  "The error in the second line."
  (seq-find (lambda (one) (= 2 (line-number-at-pos (flymake-diagnostic-beg one)))) (errors)))

(defun fault (diagnostic)
  (let ((begin (flymake-diagnostic-beg diagnostic)))
    (format "%d: %s" (line-number-at-pos begin)
            (buffer-substring-no-properties begin (flymake-diagnostic-end diagnostic)))))

(defun choose (title)
  "Choose TITLE from whatever is offered next."
  (setq completing-read-function
        (lambda (_ choices &rest _)
          (or (seq-find (lambda (one) (string-match-p title one)) (all-completions "" choices))
              (error "There is no %s" title)))))

(defun accept (label)
  "Accept the item LABEL at the cursor, as a list of completions does."
  (let* ((found (run-hook-with-args-until-success 'completion-at-point-functions))
         (items (all-completions "" (nth 2 found)))
         (item (seq-find (lambda (one) (string= label (string-trim one))) items)))
    (unless item (error "There is no %s but %s" label items))
    (delete-region (nth 0 found) (nth 1 found))
    (insert item)
    (funcall (plist-get (nthcdr 3 found) :exit-function) item 'finished)))

(defun text-after (step)
  "The text of STEP after its item was accepted."
  (erase-buffer)
  (insert (alist-get 'text step))
  (goto-char (point-min))
  (search-forward "<|>")
  (replace-match "")
  (accept (alist-get 'label step))
  (when (getenv "SNIPPETS") (yas-exit-all-snippets))
  (buffer-substring-no-properties (point-min) (point-max)))

(defun open-file ()
  (find-file (getenv "FILE"))
  (run-hooks 'post-command-hook)
  (await "the server" #'eglot-current-server))

(defun see-insertions ()
  (open-file)
  `((texts . ,(mapcar (lambda (step) (cons (alist-get 'name step) (text-after step)))
                      (json-read-from-string (getenv "STEPS"))))))

(defun see-faults ()
  (open-file)
  (await "problems" (lambda () (flymake-start) (errors)))
  `((faults . ,(vconcat (mapcar #'fault (errors))))))

(defun see ()
  (open-file)
  (await "problems" (lambda () (flymake-start) (errors)))
  (let ((faults (mapcar #'fault (errors))) (root (file-name-directory (getenv "FILE"))) fixed completed jumped renamed)
    (goto-char (point-min))
    (search-forward "stagee")
    (backward-char 2)
    (choose "stage")
    (let ((last-nonmenu-event 13)) ; as by a key, not by the mouse
      (call-interactively #'eglot-code-actions))
    (await "the fix" (lambda () (not (save-excursion (goto-char (point-min)) (search-forward "stagee" nil t)))))
    (setq fixed (line-here))
    (goto-char (point-max))
    (backward-char 1)
    (accept "http_get")
    (setq completed (seq-take (last (split-string (buffer-string) "\n") 4) 3))
    (goto-char (point-min))
    (search-forward "extends: .ba")
    (call-interactively #'xref-find-definitions)
    (setq jumped (format "%s:%d" (file-relative-name buffer-file-name root)
                         (line-number-at-pos)))
    (eglot-rename ".graceful")
    (setq renamed (vector (with-current-buffer (find-file-noselect (getenv "FILE")) (line-of 3)) (line-of 1)))
    ;; an included file goes
    (save-some-buffers t)
    (delete-file (expand-file-name "ci/more.yml" root))
    (find-file (getenv "FILE"))
    (set-buffer-modified-p t)
    (save-buffer)
    (await "the missing file" (lambda () (flymake-start) (error-above)))
    `((faults . ,(vconcat faults))
      (fixed . ,fixed)
      (completed . ,(vconcat completed))
      (jumped . ,jumped)
      (renamed . ,renamed)
      (noticed . ,(fault (error-above))))))

(let ((seen (condition-case problem (cond ((getenv "STEPS") (see-insertions))
                    ((getenv "ONLY") (see-faults))
                    (t (see)))
              (error `((failed . ,(error-message-string problem)))))))
  (with-temp-file (getenv "OUT") (insert (json-encode seen))))
;; a request of the server that comes while Emacs ends cannot be answered any more, which is no fault
(setq debug-on-error nil)
(ignore-errors (eglot-shutdown-all))
(kill-emacs)
