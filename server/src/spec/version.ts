/** The GitLab whose language the table describes: newer ones may know more keys and values. */
export const gitlabVersion = '19.5';
