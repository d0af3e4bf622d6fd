-- owner: accounts
-- Who writes the procedures for the ministry has a role of their own: an administrator runs the installation and decides over no rule.

alter table memberships drop constraint memberships_role_check,
  add constraint memberships_role_check check (role in ('clerk', 'officer', 'administrator', 'editor'));
