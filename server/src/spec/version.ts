/** The version of GitLab that the table describes; newer ones may have more keys and values. */
export const gitlabVersion = '19.5';
