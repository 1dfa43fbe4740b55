//! The texts of Basic and Visual mode in the dialogs, and of admin access.
