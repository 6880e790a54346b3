//! All stories in one binary; one module a user story.
