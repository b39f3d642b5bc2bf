import {
  CatalogueId,
  CompanyPage,
  CompanyRow,
  CreateCompany,
  CreateOffice,
  CreateProduct,
  CreateSource,
  Done,
  ListCompanies,
  ListProducts,
  OfficeRow,
  ProductRow,
  SourceRow,
  UpdateCompany,
  UpdateOffice,
  UpdateProduct,
  UpdateSource,
} from '@tributary/contracts'
import {
  createCompany,
  deleteCompany,
  listCompanies,
  updateCompany,
} from '@tributary/use-cases/catalogue/companies'
import { createOffice, deleteOffice, listOffices, updateOffice } from '@tributary/use-cases/catalogue/offices'
import {
  createProduct,
  deleteProduct,
  listProducts,
  updateProduct,
} from '@tributary/use-cases/catalogue/products'
import { createSource, deleteSource, listSources, updateSource } from '@tributary/use-cases/catalogue/sources'
import { may, router } from '../trpc.ts'

const read = may('catalogue.read')
const products = may('catalogue.manage')
const offices = may('offices.manage')
const sources = may('sources.manage')

export const catalogueRouter = router({
  offices: read.output(OfficeRow.array()).query(({ ctx }) => listOffices(ctx)),
  createOffice: offices
    .input(CreateOffice)
    .output(OfficeRow)
    .mutation(({ ctx, input }) => createOffice(ctx, input)),
  updateOffice: offices
    .input(UpdateOffice)
    .output(OfficeRow)
    .mutation(({ ctx, input }) => updateOffice(ctx, input)),
  deleteOffice: offices
    .input(CatalogueId)
    .output(Done)
    .mutation(({ ctx, input }) => deleteOffice(ctx, input)),
  products: read
    .input(ListProducts)
    .output(ProductRow.array())
    .query(({ ctx, input }) => listProducts(ctx, input)),
  createProduct: products
    .input(CreateProduct)
    .output(ProductRow)
    .mutation(({ ctx, input }) => createProduct(ctx, input)),
  updateProduct: products
    .input(UpdateProduct)
    .output(ProductRow)
    .mutation(({ ctx, input }) => updateProduct(ctx, input)),
  deleteProduct: products
    .input(CatalogueId)
    .output(Done)
    .mutation(({ ctx, input }) => deleteProduct(ctx, input)),
  sources: read.output(SourceRow.array()).query(({ ctx }) => listSources(ctx)),
  createSource: sources
    .input(CreateSource)
    .output(SourceRow)
    .mutation(({ ctx, input }) => createSource(ctx, input)),
  updateSource: sources
    .input(UpdateSource)
    .output(SourceRow)
    .mutation(({ ctx, input }) => updateSource(ctx, input)),
  deleteSource: sources
    .input(CatalogueId)
    .output(Done)
    .mutation(({ ctx, input }) => deleteSource(ctx, input)),
  companies: read
    .input(ListCompanies)
    .output(CompanyPage)
    .query(({ ctx, input }) => listCompanies(ctx, input)),
  createCompany: products
    .input(CreateCompany)
    .output(CompanyRow)
    .mutation(({ ctx, input }) => createCompany(ctx, input)),
  updateCompany: products
    .input(UpdateCompany)
    .output(CompanyRow)
    .mutation(({ ctx, input }) => updateCompany(ctx, input)),
  deleteCompany: products
    .input(CatalogueId)
    .output(Done)
    .mutation(({ ctx, input }) => deleteCompany(ctx, input)),
})
