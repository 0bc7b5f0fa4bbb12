// Runs before the page is drawn: styles and components that need JavaScript look for these names.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
